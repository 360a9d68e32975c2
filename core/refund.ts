import type { UnixMs } from './time.ts'

/** What decides whether an event pays back what was paid for its tickets. */
export type MoneyState = {
  readonly status: 'active' | 'canceled' | 'settled' | 'refunding'
  /** the times were moved after a ticket was issued */
  readonly isMoved: boolean
  readonly doorsAt: UnixMs
}

/**
 * Whether holders of paid tickets can take their money back at a time, as the contract's `refundsOpen` has it: for good
 * when the event is canceled or nobody has settled it; until doors when its times were moved.
 */
export function areRefundsOpen({ status, isMoved, doorsAt }: MoneyState, at: UnixMs): boolean {
  return status === 'canceled' || status === 'refunding' || (status === 'active' && isMoved && at < doorsAt)
}

/** What the holder of a ticket can take back at a time: exactly what its first buyer paid, or 0. */
export function refundOf(
  ticket: { readonly status: 'valid' | 'void' | 'refunded'; readonly pricePaid: bigint | null },
  event: MoneyState,
  at: UnixMs,
): bigint {
  return ticket.status === 'valid' && areRefundsOpen(event, at) ? (ticket.pricePaid ?? 0n) : 0n
}
