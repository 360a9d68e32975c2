import type { Address, Hex } from 'viem'
import { isSameAddress } from './address.ts'
import { equalBytes } from './bytes.ts'
import { type EventId, eventTagOf } from './event-id.ts'
import { keyTagOf } from './p256.ts'
import { type FullPass, type Pass, type ShortPass, signedPayload } from './pass.ts'
import type { PassCrypto } from './pass-crypto.ts'
import type { Authorisation } from './pass-key.ts'
import { findUnfitTime, hasExpired, isRevoked, type Revocation } from './pass-key-rules.ts'
import { parsePass } from './pass-text.ts'
import { judgePassTime, type Leeway } from './pass-time.ts'
import type { Proof, Proving } from './proof.ts'
import { type Refusal, refuse } from './reason.ts'
import type { UnixMs } from './time.ts'

/** A code as a gate saw it, and what the gate knows without asking anybody. */
export type PresentedPass = {
  /** What the camera read, as it stands. */
  readonly text: string
  /** When the camera saw it, by the scanner's clock as corrected to the server's. */
  readonly seenAt: UnixMs
  /** The number that this scan asked the phone for, 0 for none. */
  readonly gateCode: number
  /** The gate's own event. */
  readonly event: EventId
  readonly leeway: Leeway
}

/** What the registry and the mirror know that bears on a pass key. */
export type PassKeyFacts = {
  /** Keys registered for this event, not the retired ones. Those of another tag are passed over. */
  readonly keys: readonly Authorisation[]
  /** What was taken back from any of the holders in question. */
  readonly revocations: readonly Revocation[]
  /**
   * Whose pass it may be: the ticket's owner first, then former ones, so that a seller hears `not_owner`. Empty if there
   * is no such ticket. A full pass is tried against {@link MAX_CANDIDATES} of them.
   */
  readonly candidates: readonly Address[]
  /** The end of the event, which bounds how long a key may last. */
  readonly endsAt: UnixMs
}

/** How many wallets a full pass is tried against: each costs a signature recovery. */
export const MAX_CANDIDATES = 4

/** What a pass proves: beside ticket and holder, the phone's key. */
export type PassProof = Proof & { readonly method: 'pass'; readonly publicKey: Uint8Array }

/** What the facts of the key stage are looked up by. */
export type PassKeyQuery = { readonly event: EventId; readonly keyTag: Hex; readonly tokenId: bigint }

/**
 * The verification method of the rotating code: its text stage, then its key stage. `findKeyFacts` is asked only about
 * a code that has passed the first, so garbage costs no look-up.
 */
export async function provePass(
  presented: PresentedPass,
  findKeyFacts: (query: PassKeyQuery) => PassKeyFacts | Promise<PassKeyFacts>,
  crypto: PassCrypto,
): Promise<Proving> {
  const pass = parsePass(presented.text)
  if (!pass) return { refusal: refuse('invalid', { part: 'text' }) }
  const hearsay = { tokenId: pass.tokenId, madeAt: pass.madeAt }

  const refusal = judgeText(pass, presented)
  if (refusal) return { refusal, hearsay }

  const facts = await findKeyFacts({ event: presented.event, keyTag: pass.keyTag, tokenId: pass.tokenId })
  const key = await judgeKey(pass, presented, facts, crypto)
  if ('reason' in key) return { refusal: key, hearsay }
  const proof: PassProof = { method: 'pass', ...hearsay, ...key }
  return { proof }
}

/** Stage 1, *text*: another event, out of time, or not with the gate code that was asked for. */
export function judgeText(
  pass: Pass,
  { event, seenAt, leeway, gateCode }: PresentedPass,
): Refusal | undefined {
  if (pass.eventTag !== eventTagOf(event)) return refuse('wrong_event', {})
  const aheadSeconds = pass.madeAt - seenAt / 1000
  switch (judgePassTime(pass.madeAt, seenAt, leeway)) {
    case 'expired':
      return refuse('pass_expired', { ageSeconds: -aheadSeconds })
    case 'from_future':
      return refuse('pass_from_future', { aheadSeconds })
    case 'in_time':
      return pass.gateCode === gateCode ? undefined : refuse('gate_code_wrong', { isAsked: gateCode !== 0 })
  }
}

/**
 * Stage 2, *key*: the key that signed the pass and the holder it stands for; else why it counts for nothing.
 *
 * A signature is checked before anything is said about the key behind it, so a stranger learns nothing of it.
 */
export async function judgeKey(
  pass: Pass,
  presented: Pick<PresentedPass, 'event' | 'seenAt'>,
  facts: PassKeyFacts,
  crypto: PassCrypto,
): Promise<Pick<PassProof, 'holder' | 'publicKey'> | Refusal> {
  const signers = await findSigners(pass, presented, facts, crypto)
  if ('reason' in signers) return signers
  const standings = signers.map((signer) => judgeStanding(signer, presented.seenAt, facts.revocations))
  const good = signers.find((_, index) => !standings[index])
  if (good) return { holder: good.holder, publicKey: good.publicKey }
  return standings[0] ?? refuse('invalid', { part: 'pass' })
}

function findSigners(
  pass: Pass,
  { event, seenAt }: Pick<PresentedPass, 'event' | 'seenAt'>,
  facts: PassKeyFacts,
  crypto: PassCrypto,
): Promise<readonly Authorisation[] | Refusal> {
  return pass.form === 'short'
    ? findRegistered(pass, event, facts, crypto)
    : findAuthorised(pass, event, seenAt, facts, crypto)
}

/**
 * Short form: the registered keys of this tag that have signed. One phone may serve several wallets with one key, so
 * that of the ticket's owner goes first.
 */
async function findRegistered(
  pass: ShortPass,
  event: EventId,
  { keys, candidates }: PassKeyFacts,
  { verifyP256 }: PassCrypto,
): Promise<readonly Authorisation[] | Refusal> {
  const tagged = keys.filter((key) => keyTagOf(key.publicKey) === pass.keyTag)
  if (tagged.length === 0) return refuse('pass_key_unknown', {})
  const payload = signedPayload(event, pass)
  const signers: Authorisation[] = []
  for (const key of tagged) {
    if (!(await verifyP256(key.publicKey, payload, pass.signature))) continue
    if (isSameAddress(key.holder, candidates[0])) signers.unshift(key)
    else signers.push(key)
  }
  return signers.length > 0 ? signers : refuse('invalid', { part: 'pass' })
}

/** Full form: the wallet whose signature the pass brings along, if it is one of those in question. */
async function findAuthorised(
  pass: FullPass,
  event: EventId,
  seenAt: UnixMs,
  facts: PassKeyFacts,
  { verifyP256, verifyAuthorisation }: PassCrypto,
): Promise<readonly Authorisation[] | Refusal> {
  const { publicKey, issuedAt, expiresAt } = pass
  const isSigned =
    pass.keyTag === keyTagOf(publicKey) &&
    (await verifyP256(publicKey, signedPayload(event, pass), pass.signature))
  if (!isSigned) return refuse('invalid', { part: 'pass' })
  if (findUnfitTime(pass, seenAt, facts.endsAt)) return refuse('invalid', { part: 'authorisation' })

  const holders = holdersInQuestion(pass, facts)
  if (holders.length === 0) return refuse('ticket_unknown', { block: null })
  for (const holder of holders) {
    const authorisation: Authorisation = { holder, publicKey, issuedAt, expiresAt }
    if (await verifyAuthorisation(event, authorisation, pass.walletSignature)) return [authorisation]
  }
  return refuse('invalid', { part: 'authorisation' })
}

function judgeStanding(
  key: Authorisation,
  seenAt: UnixMs,
  revocations: readonly Revocation[],
): Refusal | undefined {
  if (hasExpired(key, seenAt)) return refuse('pass_key_expired', { expiredAt: key.expiresAt * 1000 })
  if (isRevoked(key, revocations)) return refuse('revoked', {})
  return undefined
}

/** The typed data names the holder, so a signature can only be tried against a wallet, not asked for its own. */
function holdersInQuestion(pass: FullPass, { keys, candidates }: PassKeyFacts): readonly Address[] {
  const registered = keys.filter((key) => equalBytes(key.publicKey, pass.publicKey)).map((key) => key.holder)
  const holders = [...candidates.slice(0, 1), ...registered, ...candidates.slice(1)]
  return [...new Set(holders.map((holder) => holder.toLowerCase() as Address))].slice(0, MAX_CANDIDATES)
}
