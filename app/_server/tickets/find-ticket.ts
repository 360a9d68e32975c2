import type { Ticket, TicketStatus } from '#core/api/ticket.ts'
import type { Database } from '#prisma/client.ts'
import type { TransferModel } from '#prisma/generated/models.ts'
import { toHex } from '../bytes.ts'
import { eventIdOfKey } from '../event-key.ts'
import { findPosition, toAsOf } from '../events/mirror-position.ts'

/** A ticket and how it moved, as of the mirror's block: what everybody may see. Undefined if there is none. */
export type FindTicket = (
  eventKey: Uint8Array<ArrayBuffer>,
  tokenId: bigint,
) => Promise<Omit<Ticket, 'scans' | 'presence'> | undefined>

type Ports = { readonly db: Database; readonly chainId: number }

export function createFindTicket({ db, chainId }: Ports): FindTicket {
  return async (eventId, tokenId) => {
    const [position, ticket, transfers] = await db.$transaction(
      [
        findPosition(db, chainId),
        db.ticket.findUnique({ where: { eventId_tokenId: { eventId, tokenId } } }),
        db.transfer.findMany({
          where: { eventId, tokenId },
          orderBy: [{ blockNumber: 'asc' }, { logIndex: 'asc' }],
        }),
      ],
      { isolationLevel: 'RepeatableRead' },
    )
    if (!ticket) return undefined
    return {
      eventId: eventIdOfKey(eventId),
      tokenId: tokenId.toString(),
      tierId: ticket.tierId,
      holder: toHex(ticket.owner),
      status: ticket.status as TicketStatus,
      pricePaid: ticket.pricePaid?.toFixed(0) ?? null,
      acquiredAt: ticket.acquiredAt.toISOString(),
      transfers: transfers.map(projectTransfer),
      asOf: toAsOf(position),
    }
  }
}

function projectTransfer(transfer: TransferModel): Ticket['transfers'][number] {
  return {
    from: toHex(transfer.from),
    to: toHex(transfer.to),
    block: Number(transfer.blockNumber),
    logIndex: transfer.logIndex,
    transactionHash: toHex(transfer.transactionHash),
    datetime: transfer.datetime.toISOString(),
  }
}
