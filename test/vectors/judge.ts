import { type Hex, hexToBytes } from 'viem'
import { type Decision, decideAdmission } from '#core/admission.ts'
import type { Presence } from '#core/entry-policy.ts'
import { type PassKeyFacts, provePass } from '#core/pass-check.ts'
import type { PassCrypto } from '#core/pass-crypto.ts'
import type { Revocation } from '#core/pass-key-rules.ts'
import type { TicketFacts } from '#core/ticket-check.ts'
import type { CaseFacts, MoreFacts, VectorCase, VectorPresence, Vectors } from './shape.ts'

const BLOCK = 1_000_000
const toMs = (seconds: number) => seconds * 1000

/** Runs one case through the real decision. */
export function judgeCase(vectors: Vectors, vector: VectorCase, crypto: PassCrypto): Promise<Decision> {
  const { direction, gateCode } = { ...vectors.defaults, ...vector }
  const facts = { ...vectors.defaults.facts, ...vector.facts }
  const seenAt = toMs(vector.seenAt)
  const event = { chainId: vectors.chainId, contract: vectors.contract }
  const presented = { text: vector.text, seenAt, gateCode, event, leeway: vectors.leeway }
  return decideAdmission(
    () => provePass(presented, () => toKeyFacts(facts), crypto),
    () => toTicketFacts(facts, seenAt),
    { direction, seenAt },
  )
}

function toKeyFacts(facts: CaseFacts & MoreFacts): PassKeyFacts {
  const candidates = [...(facts.owner ? [facts.owner] : []), ...facts.formerOwners]
  const holders = [...candidates, ...facts.keys.map((key) => key.holder)]
  return {
    keys: facts.keys.map((key) => ({ ...key, publicKey: hexToBytes(key.publicKey) })),
    candidates,
    revocations: holders.flatMap((holder): Revocation[] => [
      { holder, validFrom: facts.validFrom },
      ...facts.revokedKeys.map((publicKey: Hex) => ({ holder, publicKey: hexToBytes(publicKey) })),
    ]),
    endsAt: toMs(facts.endsAt),
  }
}

function toTicketFacts(facts: CaseFacts & MoreFacts, now: number): TicketFacts {
  const { owner, tierId, status, isTransferable, isBlocked, timeZone, dayBeginsHour, isCanceled } = facts
  const settlesFromBlock = BLOCK - facts.blocksSince
  return {
    asOf: {
      block: BLOCK,
      blockAt: toMs(facts.blockAt),
      confirmedAt: now - toMs(facts.confirmedSecondsAgo),
      now,
    },
    freshness: { confirmedMs: 10_000, blockMs: null },
    settle: { blocks: facts.settleBlocks, blockMs: 12_000 },
    event: {
      isCanceled,
      doorsAt: toMs(facts.doorsAt),
      endsAt: toMs(facts.endsAt),
      cutOffAt: toMs(facts.cutOffAt),
      timeZone,
      dayBeginsHour,
    },
    list: {
      tierIds: facts.tierIds,
      policy: facts.policy,
      opensAt: facts.opensAt === null ? null : toMs(facts.opensAt),
      closesAt: facts.closesAt === null ? null : toMs(facts.closesAt),
      ...(facts.failedRule !== null && { failedRule: facts.failedRule }),
    },
    ticket: owner ? { tierId, owner, status, isTransferable, isBlocked, settlesFromBlock } : undefined,
    presence: facts.presence ? toPresence(facts.presence) : undefined,
    lastMadeAt: facts.lastMadeAt ?? undefined,
  }
}

function toPresence({ isInside, entries, first, lastEntryAt }: VectorPresence): Presence {
  return { isInside, entries, first: { ...first, at: toMs(first.at) }, lastEntryAt: toMs(lastEntryAt) }
}
