import type { Listing as ListingAnswer } from '#core/api/listing.ts'
import type { Listing } from '#core/listing.ts'
import { findListingFault, royaltyOf } from '#core/listing-rules.ts'
import { toUnixSeconds } from '#core/time.ts'
import { tierOf } from '#core/token-id.ts'
import type { Transaction } from '#prisma/client.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { toHex } from '../bytes.ts'
import {
  type FactsRow,
  factColumns,
  joinFacts,
  type ListingReading,
  toBigInt,
  toReading,
} from './listing-facts.ts'

/** One listing of the registry, with what is true of its ticket now. */
export type StoredListing = ListingReading & {
  readonly listing: Listing
  readonly listingId: `0x${string}`
  readonly signature: `0x${string}`
  readonly created: Date
}

/** After which listing to go on, cheapest first. */
export type Cursor = { readonly price: bigint; readonly listingId: Uint8Array }

export type Wanted = {
  readonly eventId: Uint8Array
  readonly tokenId?: bigint | undefined
  readonly after?: Cursor | undefined
}

type Row = FactsRow & {
  readonly listingId: Uint8Array
  readonly seller: Uint8Array
  readonly tokenId: bigint
  readonly transferCount: bigint
  readonly epoch: bigint
  readonly price: Prisma.Decimal
  readonly expiresAt: bigint
  readonly signature: Uint8Array
  readonly created: Date
}

/** How many are read at once, dead ones among them. */
const stride = 200

/**
 * The listings of an event that would be filled at a time, cheapest first. What has expired, and what was sold or given away
 * since, would be most of the rows: the database leaves it out. The rest is judged by the rules of `core`, as it is when one
 * is offered.
 */
export async function* readOpenListings(
  db: Pick<Transaction, '$queryRaw'>,
  wanted: Wanted,
  now: Date,
): AsyncGenerator<StoredListing> {
  let { after } = wanted
  for (;;) {
    const rows = await readRows(db, { ...wanted, after }, now)
    for (const row of rows) {
      const stored = toStored(row)
      if (!stored.isBlocked && !findListingFault(stored.listing, stored.facts, now.getTime())) yield stored
    }
    const last = rows.at(-1)
    if (!last || rows.length < stride) return
    after = { price: toBigInt(last.price), listingId: last.listingId }
  }
}

function readRows(
  db: Pick<Transaction, '$queryRaw'>,
  { eventId, tokenId, after }: Wanted,
  now: Date,
): Promise<Row[]> {
  const ofTicket = tokenId === undefined ? Prisma.empty : Prisma.sql`AND listing.token_id = ${tokenId}`
  const afterLast = after
    ? Prisma.sql`AND (listing.price, listing.listing_id) > (${after.price.toString()}::numeric, ${after.listingId})`
    : Prisma.empty
  return db.$queryRaw<Row[]>`
    SELECT listing.listing_id AS "listingId", listing.seller, listing.token_id AS "tokenId",
      listing.transfer_count AS "transferCount", listing.epoch, listing.price,
      listing.expires_at AS "expiresAt", listing.signature, listing.created, ${factColumns}
    FROM registry.listing ${joinFacts}
    WHERE listing.event_id = ${eventId} AND listing.expires_at > ${BigInt(toUnixSeconds(now))}
      AND listing.transfer_count = ticket.transfer_count ${ofTicket} ${afterLast}
    ORDER BY listing.price, listing.listing_id
    LIMIT ${stride}`
}

function toStored(row: Row): StoredListing {
  return {
    ...toReading(row),
    listingId: toHex(row.listingId),
    listing: {
      seller: toHex(row.seller),
      tokenId: row.tokenId,
      transferCount: Number(row.transferCount),
      epoch: Number(row.epoch),
      price: toBigInt(row.price),
      expiresAt: row.expiresAt,
    },
    signature: toHex(row.signature),
    created: row.created,
  }
}

/** A listing as the API answers it. */
export function projectListing(stored: Omit<StoredListing, 'isBlocked'>): ListingAnswer {
  const { listing, listingId, signature, facts, pricePaid, created } = stored
  return {
    seller: listing.seller.toLowerCase() as ListingAnswer['seller'],
    tokenId: listing.tokenId.toString(),
    transferCount: listing.transferCount,
    epoch: listing.epoch,
    price: listing.price.toString(),
    expiresAt: Number(listing.expiresAt),
    signature,
    listingId,
    tierId: tierOf(listing.tokenId),
    royalty: royaltyOf(facts.tier, listing.price).toString(),
    pricePaid: pricePaid?.toString() ?? null,
    created: created.toISOString(),
  }
}
