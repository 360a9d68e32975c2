import type { Address } from 'viem'
import { EVENT_DOMAIN } from './event-domain.ts'
import type { EventId } from './event-id.ts'

/**
 * A holder's offer to sell one ticket on the house market, as the contract's `Listing` has it; `IEventMarket` in
 * `contracts/interfaces/` is its manual.
 */
export type Listing = {
  /** who holds the ticket and signs */
  readonly seller: Address
  readonly tokenId: bigint
  /** how often the ticket had moved when it was signed; the next movement ends the listing */
  readonly transferCount: number
  /** how often the seller had taken back all his listings when he signed */
  readonly epoch: number
  /** what the buyer pays, royalty included, in the smallest unit of the event's currency */
  readonly price: bigint
  /** first Unix second at which it no longer counts */
  readonly expiresAt: bigint
}

/** The EIP-712 types, in the shape that wallets and viem take. */
const LISTING_TYPES = {
  Listing: [
    { name: 'seller', type: 'address' },
    { name: 'tokenId', type: 'uint256' },
    { name: 'transferCount', type: 'uint32' },
    { name: 'epoch', type: 'uint32' },
    { name: 'price', type: 'uint256' },
    { name: 'expiresAt', type: 'uint64' },
  ],
} as const

/** A listing counts at most this long before it expires, in seconds. */
export const LONGEST_LISTING = 30n * 86_400n

/** The typed data (EIP-712) for the seller's wallet to sign: the argument of viem's and wagmi's `signTypedData`. */
export function listingTypedData({ chainId, contract }: EventId, listing: Listing) {
  return {
    domain: { ...EVENT_DOMAIN, chainId, verifyingContract: contract },
    types: LISTING_TYPES,
    primaryType: 'Listing',
    message: listing,
  } as const
}
