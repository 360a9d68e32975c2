import type { Address } from 'viem'
import type { Tickets } from '#core/api/ticket.ts'
import type { Database } from '#prisma/client.ts'
import { toBytes, toHex } from '../bytes.ts'
import { eventIdOfKey } from '../event-key.ts'
import { findPosition, toAsOf } from '../events/mirror-position.ts'
import { projectTicketState } from './ticket-state.ts'

/** More than anybody holds for himself. */
const most = 1000

/** The tickets a wallet holds as of the mirror's block, of one event or of all; void and refunded ones included. */
export type FindHeldTickets = (
  holder: Address,
  eventKey: Uint8Array<ArrayBuffer> | undefined,
) => Promise<Tickets>

type Ports = { readonly db: Database; readonly chainId: number; readonly now: () => Date }

export function createFindHeldTickets({ db, chainId, now }: Ports): FindHeldTickets {
  return (holder, eventKey) =>
    db.$transaction(
      async (at) => {
        const asOf = toAsOf(await findPosition(at as Database, chainId))
        const held = await at.ticket.findMany({
          where: { owner: toBytes(holder), ...(eventKey && { eventId: eventKey }) },
          orderBy: [{ eventId: 'asc' }, { tokenId: 'asc' }],
          take: most,
        })
        const eventId = { in: held.map((ticket) => ticket.eventId) }
        const tokenId = { in: held.map((ticket) => ticket.tokenId) }
        const events = await at.event.findMany({ where: { eventId } })
        const reissues = await at.reissue.findMany({ where: { eventId, tokenId } })
        const eventOf = new Map(events.map((event) => [toHex(event.eventId), event]))
        const reissueOf = new Map(reissues.map((reissue) => [keyOf(reissue), reissue]))
        const tickets = held.map((ticket) => {
          const event = eventOf.get(toHex(ticket.eventId))
          if (!event) throw new TypeError('The mirror holds a ticket of an event that it does not know')
          return {
            eventId: eventIdOfKey(ticket.eventId),
            tokenId: ticket.tokenId.toString(),
            tierId: ticket.tierId,
            ...projectTicketState(ticket, event, reissueOf.get(keyOf(ticket)), now()),
            acquiredAt: ticket.acquiredAt.toISOString(),
          }
        })
        return { tickets, asOf }
      },
      { isolationLevel: 'RepeatableRead' },
    )
}

function keyOf({ eventId, tokenId }: { readonly eventId: Uint8Array; readonly tokenId: bigint }): string {
  return `${toHex(eventId)}/${tokenId}`
}
