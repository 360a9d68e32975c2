import type { TicketState, TicketStatus } from '#core/api/ticket.ts'
import { type MoneyState, refundOf } from '#core/refund.ts'
import type { EventModel, ReissueModel, TicketModel } from '#prisma/generated/models.ts'
import { toHex } from '../bytes.ts'

/** The columns of an event's row that say what becomes of its money. */
export type MoneyRow = Pick<EventModel, 'status' | 'isMoved' | 'doorsAt'>

export function toMoneyState({ status, isMoved, doorsAt }: MoneyRow): MoneyState {
  return { status: status as MoneyState['status'], isMoved, doorsAt: doorsAt.getTime() }
}

/** What holds of a ticket now, as the API answers it wherever it answers a ticket. */
export function projectTicketState(
  ticket: Pick<TicketModel, 'status' | 'pricePaid' | 'isUsed'>,
  event: MoneyRow,
  reissue: ReissueModel | null | undefined,
  now: Date,
): TicketState {
  const status = ticket.status as TicketStatus
  const pricePaid = ticket.pricePaid && BigInt(ticket.pricePaid.toFixed(0))
  return {
    status,
    isUsed: ticket.isUsed,
    refundable: refundOf({ status, pricePaid }, toMoneyState(event), now.getTime()).toString(),
    reissue: reissue ? { to: toHex(reissue.to), effectiveAt: reissue.effectiveAt.toISOString() } : null,
  }
}
