import { z } from 'zod'
import { LISTING_FAULTS } from '../listing-rules.ts'
import {
  address,
  amount,
  asOf,
  count,
  cursor,
  hash,
  instant,
  next,
  tierId,
  tokenId,
  walletSignature,
} from './primitives.ts'

const uint32 = count.max(2 ** 32 - 1)

/** POST /api/events/{eventId}/listings: the arguments of the contract's `buyListing`, as the seller has signed them. */
export const listingRequest = z
  .object({
    seller: address,
    tokenId,
    transferCount: uint32.meta({ description: 'As the ticket has it; its next movement ends the listing' }),
    epoch: uint32.meta({ description: 'As the ticket’s holder has it; taking all listings back ends it' }),
    price: amount
      .refine((text) => BigInt(text) < 2n ** 256n, 'must be below 2^256')
      .meta({ description: 'What the buyer pays, royalty included' }),
    expiresAt: z
      .int()
      .min(0)
      .meta({ description: 'Unix seconds: the first at which it no longer counts; at most 30 days ahead' }),
    signature: walletSignature.meta({ description: 'The seller’s, of the EIP-712 type `Listing`' }),
  })
  .meta({ id: 'ListingRequest' })
export type ListingRequest = z.infer<typeof listingRequest>

/** A listing that whoever pays its price can have filled, by the mirror. */
export const listing = listingRequest
  .extend({
    listingId: hash.meta({ description: 'EIP-712 digest, by which the contract’s logs name it' }),
    tierId,
    royalty: amount.meta({ description: 'The organizer’s part of the price' }),
    pricePaid: amount.nullable().meta({
      description:
        'What the ticket’s first buyer paid, null: nothing. A refund pays exactly this, whatever the price here',
    }),
    created: instant,
  })
  .meta({ id: 'Listing' })
export type Listing = z.infer<typeof listing>

/** Why a listing is not taken: `reason` of the problem. */
export const LISTING_REFUSALS = [...LISTING_FAULTS, 'blocked', 'too_many', 'account_not_deployed'] as const
export type ListingRefusal = (typeof LISTING_REFUSALS)[number]

/** GET /api/events/{eventId}/listings */
export const listingsQuery = z.object({
  tokenId: tokenId.optional(),
  after: cursor(/^(0|[1-9][0-9]{0,77})-0x[0-9a-f]{64}$/),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export const listings = z
  .object({
    listings: z.array(listing).meta({ description: 'Cheapest first' }),
    next,
    asOf,
  })
  .meta({ id: 'Listings' })
export type Listings = z.infer<typeof listings>
