import type { Address } from 'viem'
import type { TicketStatus, Tickets } from '#core/api/ticket.ts'
import type { Database } from '#prisma/client.ts'
import { toBytes } from '../bytes.ts'
import { eventIdOfKey } from '../event-key.ts'
import { findPosition, toAsOf } from '../events/mirror-position.ts'

/** More than anybody holds for himself. */
const most = 1000

/** The tickets a wallet holds as of the mirror's block, of one event or of all; void and refunded ones included. */
export type FindHeldTickets = (
  holder: Address,
  eventKey: Uint8Array<ArrayBuffer> | undefined,
) => Promise<Tickets>

type Ports = { readonly db: Database; readonly chainId: number }

export function createFindHeldTickets({ db, chainId }: Ports): FindHeldTickets {
  return async (holder, eventKey) => {
    const [position, held] = await db.$transaction(
      [
        findPosition(db, chainId),
        db.ticket.findMany({
          where: { owner: toBytes(holder), ...(eventKey && { eventId: eventKey }) },
          orderBy: [{ eventId: 'asc' }, { tokenId: 'asc' }],
          take: most,
        }),
      ],
      { isolationLevel: 'RepeatableRead' },
    )
    const tickets = held.map((ticket) => ({
      eventId: eventIdOfKey(ticket.eventId),
      tokenId: ticket.tokenId.toString(),
      tierId: ticket.tierId,
      status: ticket.status as TicketStatus,
      acquiredAt: ticket.acquiredAt.toISOString(),
    }))
    return { tickets, asOf: toAsOf(position) }
  }
}
