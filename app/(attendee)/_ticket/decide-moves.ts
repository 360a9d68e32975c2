import type { Event, Tier } from '#core/api/event.ts'
import type { Ticket } from '#core/api/ticket.ts'

/** What a holder may do with a ticket now; the contract has the last word. */
export type Moves = {
  readonly canGive: boolean
  readonly canSell: boolean
  /** What he can take back, in the smallest unit; 0: nothing. */
  readonly refund: bigint
  /** Why it can neither be given nor sold, where it is so. */
  readonly frozen: 'used' | 'cut_off' | 'event_over' | 'canceled' | 'bound' | undefined
}

type Facts = {
  readonly event: Pick<Event, 'status' | 'cutOffAt'>
  readonly tier: Pick<Tier, 'transferPolicy'>
  readonly ticket: Pick<Ticket, 'status' | 'isUsed' | 'refundable'>
  /** Unix milliseconds. */
  readonly now: number
}

/** Decides what its holder may do with a ticket at `now`. A ticket that is over moves no more. */
export function decideMoves({ event, tier, ticket, now }: Facts): Moves {
  const refund = BigInt(ticket.refundable)
  const frozen = findFrozen({ event, tier, ticket, now })
  if (ticket.status !== 'valid' || frozen) return { canGive: false, canSell: false, refund, frozen }
  return { canGive: tier.transferPolicy !== 'market', canSell: true, refund, frozen: undefined }
}

function findFrozen({ event, tier, ticket, now }: Facts): Moves['frozen'] {
  if (event.status === 'canceled' || event.status === 'refunding') return 'canceled'
  if (event.status === 'settled') return 'event_over'
  if (tier.transferPolicy === 'bound') return 'bound'
  if (ticket.isUsed) return 'used'
  return now < Date.parse(event.cutOffAt) ? undefined : 'cut_off'
}
