import type { Address } from 'viem'
import { isSameAddress } from './address.ts'
import {
  decideEntry,
  decideExit,
  type EntryPolicy,
  type EntryRule,
  entryRuleOf,
  type Presence,
} from './entry-policy.ts'
import { type AsOf, type FreshnessLimits, judgeFreshness } from './freshness.ts'
import type { Proof } from './proof.ts'
import { type Refusal, refuse } from './reason.ts'
import type { UnixMs, UnixSeconds } from './time.ts'
import { tierOf } from './token-id.ts'

/** Which way somebody wants to go. */
export type Direction = 'entry' | 'exit'

/** What the ticket stage asks about an event. */
export type EventFacts = {
  readonly isCanceled: boolean
  readonly doorsAt: UnixMs
  readonly endsAt: UnixMs
  /** No ticket moves from here on. */
  readonly cutOffAt: UnixMs
  /** IANA name. */
  readonly timeZone: string
  /** Full hour, 0 to 23, at which a day begins. */
  readonly dayBeginsHour: number
}

/** What the ticket stage asks about a check-in list. */
export type ListFacts = {
  /** Empty: all tiers. */
  readonly tierIds: readonly number[]
  readonly policy: EntryPolicy
  /** null: the event's doors. */
  readonly opensAt: UnixMs | null
  /** null: the event's end. */
  readonly closesAt: UnixMs | null
  /** Another rule of the list that this ticket fails, in words for the steward. */
  readonly failedRule?: string
}

/** What the ticket stage asks about a ticket. */
export type TicketState = {
  readonly tierId: number
  /** On chain, as of the block; the last one if the ticket is no more. */
  readonly owner: Address
  readonly status: 'valid' | 'void' | 'refunded'
  /** False for a tier whose tickets never move. */
  readonly isTransferable: boolean
  /** Held back by the organizer. */
  readonly isBlocked: boolean
  /** The block of its last mint, sale or reissue. */
  readonly settlesFromBlock: number
}

/** When a purchase counts as settled on a chain. */
export type SettleRule = {
  /** Blocks that must follow the one of the purchase. */
  readonly blocks: number
  /** How long the chain takes for one, for the waiting time. */
  readonly blockMs: number
}

/** Everything the ticket stage decides by. The caller gathers it once a method has come to a proof. */
export type TicketFacts = {
  readonly asOf: AsOf
  readonly freshness: FreshnessLimits
  readonly settle: SettleRule
  readonly event: EventFacts
  readonly list: ListFacts
  /** No ticket: none exists as of the block. */
  readonly ticket?: TicketState | undefined
  readonly presence?: Presence | undefined
  /**
   * `madeAt` of the last proof accepted for this ticket, on any list of the event. Left out where none was, and for scans
   * that replay does not judge: uploads of what a scanner decided offline.
   */
  readonly lastMadeAt?: UnixSeconds | undefined
}

/** What is asked of the ticket stage. */
export type Passage = {
  readonly direction: Direction
  readonly seenAt: UnixMs
}

/**
 * Stage 3, *ticket*, the same for every verification method: why this proof does not let its ticket pass, or undefined
 * if it does. Policy comes before replay, so that a ticket already inside hears who was first.
 *
 * Leaving needs a ticket that is inside and its holder's proof, nothing else: nobody is kept in because the event was
 * canceled or is over.
 */
export function judgeTicket(proof: Proof, passage: Passage, facts: TicketFacts): Refusal | undefined {
  const { ticket } = facts
  const stale = judgeFreshness(facts.asOf, facts.freshness, facts.event.cutOffAt)
  if (stale) return stale
  if (!ticket) return refuse('ticket_unknown', { block: facts.asOf.block })
  return passage.direction === 'entry'
    ? (judgeStatus(ticket, facts) ??
        judgeOwner(proof, ticket, facts) ??
        judgeList(ticket, passage.seenAt, facts) ??
        decideEntry(facts.presence, ruleOf(passage, facts)) ??
        judgeReplay(proof, facts.lastMadeAt))
    : (judgeOwner(proof, ticket, facts) ?? decideExit(facts.presence) ?? judgeReplay(proof, facts.lastMadeAt))
}

/**
 * A ticket as it is at the door as a rule: its prover owns it, it is valid and not held back, and it settled just in
 * time. A scan may be decided by it before anything of the ticket was read, if the write then compares: same owner,
 * status and hold, settling from no later a block. It may be transferable, which opens its list the latest.
 */
export function ordinaryTicket(
  { tokenId, holder }: Proof,
  { asOf, settle }: Pick<TicketFacts, 'asOf' | 'settle'>,
): TicketState {
  return {
    tierId: tierOf(tokenId),
    owner: holder,
    status: 'valid',
    isTransferable: true,
    isBlocked: false,
    settlesFromBlock: asOf.block - settle.blocks,
  }
}

/** The list's policy as the conditional write compares it, for this passage. */
export function ruleOf({ seenAt }: Passage, { list, event }: Pick<TicketFacts, 'list' | 'event'>): EntryRule {
  return entryRuleOf(list.policy, seenAt, event)
}

/**
 * When a list opens to a ticket: at the list's own time, else at doors; to a ticket that can still be sold never before
 * the event's transfer cut-off, so that nobody enters and then sells.
 */
export function opensAtFor(
  ticket: Pick<TicketState, 'isTransferable'>,
  list: Pick<ListFacts, 'opensAt'>,
  event: Pick<EventFacts, 'doorsAt' | 'cutOffAt'>,
): UnixMs {
  const opensAt = list.opensAt ?? event.doorsAt
  return ticket.isTransferable ? Math.max(opensAt, event.cutOffAt) : opensAt
}

/** `pass_replayed` unless the proof is later than the last one accepted for its ticket. */
export function judgeReplay(proof: Proof, lastMadeAt: UnixSeconds | undefined): Refusal | undefined {
  return lastMadeAt === undefined || proof.madeAt > lastMadeAt ? undefined : refuse('pass_replayed', {})
}

function judgeStatus(ticket: TicketState, { event, asOf, settle }: TicketFacts): Refusal | undefined {
  if (event.isCanceled) return refuse('canceled', { what: 'event' })
  if (ticket.status !== 'valid') return refuse('canceled', { what: ticket.status })
  if (ticket.isBlocked) return refuse('blocked', {})
  const missing = settle.blocks - (asOf.block - ticket.settlesFromBlock)
  return missing <= 0 ? undefined : refuse('unpaid', { waitSeconds: (missing * settle.blockMs) / 1000 })
}

function judgeOwner(proof: Proof, ticket: TicketState, { asOf }: TicketFacts): Refusal | undefined {
  return isSameAddress(proof.holder, ticket.owner) ? undefined : refuse('not_owner', { block: asOf.block })
}

function judgeList(ticket: TicketState, at: UnixMs, { list, event }: TicketFacts): Refusal | undefined {
  const { tierId } = ticket
  if (list.tierIds.length > 0 && !list.tierIds.includes(tierId)) return refuse('product', { tierId })
  const opensAt = opensAtFor(ticket, list, event)
  if (!(at >= opensAt)) {
    return refuse('invalid_time', { when: 'before', opensAt, waitSeconds: (opensAt - at) / 1000 })
  }
  const closedAt = list.closesAt ?? event.endsAt
  if (!(at <= closedAt)) return refuse('invalid_time', { when: 'after', closedAt })
  return list.failedRule === undefined ? undefined : refuse('rules', { rule: list.failedRule })
}
