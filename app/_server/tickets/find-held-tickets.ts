import type { Address } from 'viem'
import type { Tickets } from '#core/api/ticket.ts'
import type { Database, Transaction } from '#prisma/client.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type { TicketModel } from '#prisma/generated/models.ts'
import { toBytes, toHex } from '../bytes.ts'
import { eventIdOfKey, getEvent } from '../event-key.ts'
import { readAtOneBlock } from '../events/mirror-position.ts'
import { projectTicketState } from './ticket-state.ts'

export type HeldTicketsPage = {
  /** undefined: of all events */
  readonly eventKey: Uint8Array<ArrayBuffer> | undefined
  /** `next` of the page before; undefined: from the beginning */
  readonly after: string | undefined
  readonly limit: number
}

/**
 * The tickets a wallet holds as of the mirror's block, of one event or of all, a page of them; void and refunded ones
 * included.
 */
export type FindHeldTickets = (holder: Address, page: HeldTicketsPage) => Promise<Tickets>

type Ports = { readonly db: Database; readonly chainId: number; readonly now: () => Date }

export function createFindHeldTickets({ db, chainId, now }: Ports): FindHeldTickets {
  return (holder, { eventKey, after, limit }) =>
    readAtOneBlock({ db, chainId }, async (at, asOf) => {
      const found = await readHeld(at, toBytes(holder), { eventKey, after, limit: limit + 1 })
      const held = found.slice(0, limit)
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
      const last = held.at(-1)
      return { tickets, next: last && found.length > limit ? formatCursor(last) : null, asOf }
    })
}

type HeldRow = Pick<
  TicketModel,
  'eventId' | 'tokenId' | 'tierId' | 'status' | 'pricePaid' | 'isUsed' | 'acquiredAt'
>

function readHeld(
  db: Pick<Transaction, '$queryRaw'>,
  owner: Uint8Array<ArrayBuffer>,
  { eventKey, after, limit }: HeldTicketsPage,
): Promise<HeldRow[]> {
  const conditions = [
    Prisma.sql`owner = ${owner}`,
    ...(eventKey === undefined ? [] : [Prisma.sql`event_id = ${eventKey}`]),
    ...(after === undefined ? [] : [isBehind(after)]),
  ]
  return db.$queryRaw<HeldRow[]>`
    SELECT event_id AS "eventId", token_id AS "tokenId", tier_id AS "tierId", status, price_paid AS "pricePaid",
      is_used AS "isUsed", acquired_at AS "acquiredAt"
    FROM mirror.ticket WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY event_id, token_id LIMIT ${limit}`
}

function formatCursor({ eventId, tokenId }: Pick<HeldRow, 'eventId' | 'tokenId'>): string {
  return `${eventIdOfKey(eventId)}-${tokenId}`
}

/** A cursor has the shape that the API's schema lets through. */
function isBehind(cursor: string): Prisma.Sql {
  const [eventId = '', tokenId = ''] = cursor.split('-')
  return Prisma.sql`(event_id, token_id) > (${getEvent(eventId).key}, ${BigInt(tokenId)})`
}

function keyOf({ eventId, tokenId }: { readonly eventId: Uint8Array; readonly tokenId: bigint }): string {
  return `${toHex(eventId)}/${tokenId}`
}
