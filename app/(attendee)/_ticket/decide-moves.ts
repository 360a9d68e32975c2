import type { Event, Tier } from '#core/api/event.ts'
import type { Ticket } from '#core/api/ticket.ts'
import { refundsOpenableFrom } from '#core/settlement.ts'

/** What a holder may do with a ticket now; the contract has the last word. */
export type Moves = {
  readonly canGive: boolean
  readonly canSell: boolean
  /** What he can take back, in the smallest unit; 0: nothing. */
  readonly refund: bigint
  /** Nobody settled the event for so long that he, like anybody, can open its refunds. */
  readonly canOpenRefunds: boolean
  /** Why it can neither be given nor sold, where it is so. */
  readonly frozen: 'used' | 'cut_off' | 'event_over' | 'canceled' | 'bound' | undefined
}

type Facts = {
  readonly event: Pick<Event, 'status' | 'cutOffAt' | 'endsAt'>
  readonly tier: Pick<Tier, 'transferPolicy'>
  readonly ticket: Pick<Ticket, 'status' | 'isUsed' | 'pricePaid' | 'refundable'>
  /** Unix milliseconds. */
  readonly now: number
}

/** Decides what its holder may do with a ticket at `now`. A ticket that is over moves no more. */
export function decideMoves({ event, tier, ticket, now }: Facts): Moves {
  const frozen = findFrozen({ event, tier, ticket, now })
  const moves = ticket.status === 'valid' && !frozen
  return {
    canGive: moves && tier.transferPolicy !== 'market',
    canSell: moves,
    refund: BigInt(ticket.refundable),
    canOpenRefunds: canOpenRefunds({ event, tier, ticket, now }),
    frozen,
  }
}

function canOpenRefunds({ event, ticket, now }: Facts): boolean {
  const isUnsettled = event.status === 'selling' || event.status === 'ended'
  const wasPaid = ticket.status === 'valid' && BigInt(ticket.pricePaid ?? 0) > 0n
  return isUnsettled && wasPaid && now >= refundsOpenableFrom(Date.parse(event.endsAt))
}

function findFrozen({ event, tier, ticket, now }: Facts): Moves['frozen'] {
  if (event.status === 'canceled' || event.status === 'refunding') return 'canceled'
  if (event.status === 'settled') return 'event_over'
  if (tier.transferPolicy === 'bound') return 'bound'
  if (ticket.isUsed) return 'used'
  return now < Date.parse(event.cutOffAt) ? undefined : 'cut_off'
}
