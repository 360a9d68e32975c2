import type { Listing as ApiListing } from '#core/api/listing.ts'
import type { Listing } from '#core/listing.ts'

/** A listing of the API as the contract's functions take it. */
export function toContractListing(listing: ApiListing): Listing {
  const { seller, tokenId, transferCount, epoch, price, expiresAt } = listing
  return {
    seller,
    tokenId: BigInt(tokenId),
    transferCount,
    epoch,
    price: BigInt(price),
    expiresAt: BigInt(expiresAt),
  }
}
