import { base32nopad } from '@scure/base'
import { bytesToHex } from 'viem'
import { encodePass, type Pass } from '#core/pass.ts'
import type { Reason } from '#core/reason.ts'
import { addressOf, MADE_AT, registered } from './people.ts'
import type { CaseFacts, MoreFacts, VectorCase, VectorPresence } from './shape.ts'

type Change = Partial<Pick<VectorCase, 'seenAt' | 'direction' | 'gateCode'>> & {
  readonly facts?: Partial<CaseFacts & MoreFacts>
}

export const HOUR = 3600

/** Facts by which Alice's pass is admitted. */
const FACTS: CaseFacts = {
  owner: addressOf('alice'),
  keys: [registered()],
  validFrom: 0,
  policy: 'once',
  presence: null,
}

/** What a case need not say. */
export const MORE_FACTS: MoreFacts = {
  formerOwners: [],
  revokedKeys: [],
  lastMadeAt: null,
  confirmedSecondsAgo: 1,
  blocksSince: 100,
  settleBlocks: 2,
  isCanceled: false,
  doorsAt: MADE_AT - HOUR,
  endsAt: MADE_AT + 4 * HOUR,
  cutOffAt: MADE_AT - 2 * HOUR,
  blockAt: MADE_AT - 3 * HOUR,
  timeZone: 'Europe/Berlin',
  dayBeginsHour: 6,
  tierId: 2,
  status: 'valid',
  isTransferable: true,
  isBlocked: false,
  tierIds: [],
  opensAt: null,
  closesAt: null,
  failedRule: null,
}

export const textOf = (bytes: Uint8Array): string => base32nopad.encode(bytes)

export function admitted(name: string, pass: Pass | Uint8Array, change: Change = {}): VectorCase {
  return caseOf(name, textOf(bytesOf(pass)), bytesOf(pass), change, null)
}

export function refused(
  reason: Reason,
  name: string,
  pass: Pass | Uint8Array,
  change: Change = {},
): VectorCase {
  return caseOf(name, textOf(bytesOf(pass)), bytesOf(pass), change, reason)
}

/** A pass in a text of another look. */
export function admittedAs(name: string, text: string, pass: Pass): VectorCase {
  return caseOf(name, text, bytesOf(pass), {}, null)
}

/** Text in which there is no pass; `bytes` is what its Base32 decodes to, where it does. */
export function unreadable(name: string, text: string, bytes: Uint8Array | null = null): VectorCase {
  return caseOf(name, text, bytes, {}, 'invalid')
}

/** A ticket that entered once, at a time before the code was made. */
export function entered(isInside: boolean, secondsAgo = 600): VectorPresence {
  const at = MADE_AT - secondsAgo
  return { isInside, entries: 1, first: { at, gateId: '1', deviceId: 'north' }, lastEntryAt: at }
}

function bytesOf(pass: Pass | Uint8Array): Uint8Array {
  return pass instanceof Uint8Array ? pass : encodePass(pass)
}

function caseOf(
  name: string,
  text: string,
  bytes: Uint8Array | null,
  { facts, ...change }: Change,
  reason: Reason | null,
): VectorCase {
  return {
    name,
    text,
    bytes: bytes && bytesToHex(bytes),
    seenAt: MADE_AT + 2,
    ...change,
    facts: { ...FACTS, ...facts },
    verdict: reason ? 'refuse' : 'admit',
    reason,
  }
}
