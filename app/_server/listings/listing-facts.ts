import type { ListingFacts } from '#core/listing-rules.ts'
import type { Transaction } from '#prisma/client.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { toHex } from '../bytes.ts'

/** What mirror and registry know about one listing. */
export type ListingReading = {
  readonly facts: ListingFacts
  /** held back by the organizer: the door would refuse whoever buys it */
  readonly isBlocked: boolean
  /** null: issued free */
  readonly pricePaid: bigint | null
}

export type FactsRow = {
  readonly eventStatus: string
  readonly cutOffAt: Date
  readonly facePrice: Prisma.Decimal
  readonly transferPolicy: ListingFacts['tier']['transferPolicy']
  readonly resaleCapBps: bigint
  readonly royaltyBps: number
  readonly owner: Uint8Array
  readonly ticketStatus: ListingFacts['ticket']['status']
  readonly nowCount: bigint
  readonly isUsed: boolean
  readonly nowEpoch: bigint
  readonly isCanceled: boolean
  readonly isBlocked: boolean
  readonly pricePaid: Prisma.Decimal | null
}

/** The columns of {@link FactsRow}, out of {@link joinFacts}. */
export const factColumns = Prisma.sql`
  event.status AS "eventStatus", event.cut_off_at AS "cutOffAt",
  tier.price AS "facePrice", tier.transfer_policy AS "transferPolicy",
  tier.resale_cap_bps AS "resaleCapBps", tier.royalty_bps AS "royaltyBps",
  ticket.owner, ticket.status AS "ticketStatus", ticket.transfer_count AS "nowCount",
  ticket.is_used AS "isUsed", ticket.price_paid AS "pricePaid",
  coalesce(account.epoch, 0) AS "nowEpoch", canceled.digest IS NOT NULL AS "isCanceled",
  held.token_id IS NOT NULL AS "isBlocked"`

/**
 * Joins to relation `listing` (of it event_id, listing_id, seller, token_id) what the facts are read from. A listing of a
 * ticket that the mirror does not have falls out.
 */
export const joinFacts = Prisma.sql`
  JOIN mirror.event ON event.event_id = listing.event_id
  JOIN mirror.ticket ON ticket.event_id = listing.event_id AND ticket.token_id = listing.token_id
  JOIN mirror.tier ON tier.event_id = ticket.event_id AND tier.tier_id = ticket.tier_id
  LEFT JOIN mirror.account ON account.event_id = listing.event_id AND account.address = listing.seller
  LEFT JOIN mirror.canceled_listing AS canceled
    ON canceled.event_id = listing.event_id AND canceled.digest = listing.listing_id
  LEFT JOIN registry.ticket_block AS held
    ON held.event_id = listing.event_id AND held.token_id = listing.token_id`

/** The facts about a listing that the registry need not have; undefined if the mirror has no such ticket. */
export async function readListing(
  db: Pick<Transaction, '$queryRaw'>,
  key: {
    readonly eventId: Uint8Array
    readonly listingId: Uint8Array
    readonly seller: Uint8Array
    readonly tokenId: bigint
  },
): Promise<ListingReading | undefined> {
  const [row] = await db.$queryRaw<FactsRow[]>`
    SELECT ${factColumns}
    FROM (
      SELECT ${key.eventId}::bytea AS event_id, ${key.listingId}::bytea AS listing_id,
        ${key.seller}::bytea AS seller, ${key.tokenId}::bigint AS token_id
    ) AS listing
    ${joinFacts}`
  return row && toReading(row)
}

export function toReading(row: FactsRow): ListingReading {
  return {
    facts: {
      event: toEventFacts({ status: row.eventStatus, cutOffAt: row.cutOffAt }),
      tier: {
        price: toBigInt(row.facePrice),
        transferPolicy: row.transferPolicy,
        resaleCapBps: Number(row.resaleCapBps),
        royaltyBps: row.royaltyBps,
      },
      ticket: {
        owner: toHex(row.owner),
        status: row.ticketStatus,
        transferCount: Number(row.nowCount),
        isUsed: row.isUsed,
      },
      epoch: Number(row.nowEpoch),
      isCanceled: row.isCanceled,
    },
    isBlocked: row.isBlocked,
    pricePaid: row.pricePaid && toBigInt(row.pricePaid),
  }
}

export function toEventFacts(row: {
  readonly status: string
  readonly cutOffAt: Date
}): ListingFacts['event'] {
  return { status: row.status as ListingFacts['event']['status'], cutOffAt: row.cutOffAt.getTime() }
}

export function toBigInt(amount: Prisma.Decimal): bigint {
  return BigInt(amount.toFixed(0))
}
