import type { Listings } from '#core/api/listing.ts'
import { findFaultOfMarket } from '#core/listing-rules.ts'
import { isTokenId } from '#core/token-id.ts'
import type { Database } from '#prisma/client.ts'
import { toBytes } from '../bytes.ts'
import { readAtOneBlock } from '../events/mirror-position.ts'
import { toEventFacts } from './listing-facts.ts'
import { projectListing, readOpenListings, type StoredListing } from './open-listings.ts'

export type ListingsPage = {
  /** undefined: of all tickets */
  readonly tokenId: bigint | undefined
  /** `next` of the page before */
  readonly after: string | undefined
  readonly limit: number
}

/**
 * The listings of an event that would be filled now, cheapest first, a page of them; undefined if the mirror does not know
 * the event. One that dies is gone with the block that ends it, and back if that block leaves the chain.
 * @throws ProblemError `unavailable` if nothing is mirrored yet
 */
export type FindListings = (
  eventKey: Uint8Array<ArrayBuffer>,
  page: ListingsPage,
) => Promise<Listings | undefined>

type Ports = { readonly db: Database; readonly chainId: number; readonly now: () => Date }

export function createFindListings({ db, chainId, now }: Ports): FindListings {
  return (eventId, { tokenId, after, limit }) =>
    readAtOneBlock({ db, chainId }, async (at, asOf) => {
      const event = await at.event.findUnique({
        where: { eventId },
        select: { status: true, cutOffAt: true },
      })
      if (!event) return undefined
      const isOver = findFaultOfMarket(toEventFacts(event), now().getTime()) !== undefined
      if (isOver || (tokenId !== undefined && !isTokenId(tokenId))) return { listings: [], next: null, asOf }
      const found: StoredListing[] = []
      const wanted = { eventId, tokenId, after: after === undefined ? undefined : parseCursor(after) }
      for await (const listing of readOpenListings(at, wanted, now())) {
        found.push(listing)
        if (found.length > limit) break
      }
      const page = found.slice(0, limit)
      const last = page.at(-1)
      return {
        listings: page.map(projectListing),
        next: last && found.length > limit ? `${last.listing.price}-${last.listingId}` : null,
        asOf,
      }
    })
}

/** A cursor has the shape that the API's schema lets through. */
function parseCursor(text: string) {
  const [price = '', listingId] = text.split('-')
  return { price: BigInt(price), listingId: toBytes(listingId as `0x${string}`) }
}
