import type { Attendance, EventTicket, EventTickets } from '#core/api/office.ts'
import { parseTicketSearch, type TicketSearch } from '#core/ticket-search.ts'
import type { Database, Transaction } from '#prisma/client.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { toHex } from '../bytes.ts'
import { readAtOneBlock } from '../events/mirror-position.ts'
import { attendance, attendanceOf, attendedTickets } from './attendance.ts'

/** Which tickets of an event, and how many of them. */
export type TicketsWanted = {
  readonly search?: string | undefined
  readonly tierId?: number | undefined
  readonly attendance?: Attendance | undefined
  readonly after?: bigint | undefined
  readonly limit: number
}

/** The tickets of an event with what became of them at the gates, by token id, a page at a time. */
export type FindEventTickets = (
  eventKey: Uint8Array<ArrayBuffer>,
  wanted: TicketsWanted,
) => Promise<EventTickets>

type Ports = { readonly db: Database; readonly chainId: number }

export function createFindEventTickets({ db, chainId }: Ports): FindEventTickets {
  return (eventKey, wanted) =>
    readAtOneBlock({ db, chainId }, async (at, asOf) => {
      const rows = await readTicketRows(at, eventKey, { ...wanted, limit: wanted.limit + 1 })
      const tickets = rows.slice(0, wanted.limit).map(projectEventTicket)
      const next = rows.length > wanted.limit ? (tickets.at(-1)?.tokenId ?? null) : null
      return { tickets, next, asOf }
    })
}

/** One ticket as its statement answers it. */
export type TicketRow = {
  readonly tokenId: bigint
  readonly tierId: number
  readonly owner: Uint8Array
  readonly status: EventTicket['status']
  readonly attendance: Attendance
  readonly isInside: boolean
  readonly isUsed: boolean
  readonly pricePaid: Prisma.Decimal | null
  readonly acquiredAt: Date
  readonly firstEntryAt: Date | null
}

/** Reads the tickets that are wanted. A text that can name no ticket finds none. */
export async function readTicketRows(
  db: Pick<Transaction, '$queryRaw'>,
  eventKey: Uint8Array<ArrayBuffer>,
  { search, tierId, attendance: state, after, limit }: TicketsWanted,
): Promise<readonly TicketRow[]> {
  const typed = search?.trim() ?? ''
  const sought = parseTicketSearch(typed)
  if (typed !== '' && !sought) return []
  const conditions = [
    Prisma.sql`ticket.event_id = ${eventKey}`,
    ...(after === undefined ? [] : [Prisma.sql`ticket.token_id > ${after}`]),
    ...(tierId === undefined ? [] : [Prisma.sql`ticket.tier_id = ${tierId}`]),
    ...(sought ? [matches(sought)] : []),
    ...(state ? [Prisma.sql`${attendance} = ${state}`] : []),
  ]
  return db.$queryRaw<TicketRow[]>`
    WITH ${attendanceOf(eventKey)}
    SELECT ticket.token_id AS "tokenId", tier_id AS "tierId", owner, status, ${attendance} AS attendance,
      coalesce(is_inside, false) AS "isInside", is_used AS "isUsed", price_paid AS "pricePaid",
      acquired_at AS "acquiredAt", first_entry_at AS "firstEntryAt"
    FROM ${attendedTickets}
    WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY ticket.token_id LIMIT ${limit}`
}

function matches(sought: TicketSearch): Prisma.Sql {
  if (sought.kind === 'token') return Prisma.sql`ticket.token_id = ${sought.tokenId}`
  if (sought.kind === 'number') return Prisma.sql`ticket.token_id % 1000000 = ${sought.number}`
  return Prisma.sql`starts_with(encode(ticket.owner, 'hex'), ${sought.prefix})`
}

/** A row as the API answers it. */
export function projectEventTicket(row: TicketRow): EventTicket {
  return {
    tokenId: row.tokenId.toString(),
    tierId: row.tierId,
    holder: toHex(row.owner),
    status: row.status,
    attendance: row.attendance,
    isInside: row.isInside,
    isUsed: row.isUsed,
    pricePaid: row.pricePaid?.toFixed(0) ?? null,
    acquiredAt: row.acquiredAt.toISOString(),
    firstEntryAt: row.firstEntryAt?.toISOString() ?? null,
  }
}
