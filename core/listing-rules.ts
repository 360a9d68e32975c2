import type { Address } from 'viem'
import { isSameAddress } from './address.ts'
import { type Listing, LONGEST_LISTING } from './listing.ts'
import type { UnixMs } from './time.ts'

const BPS = 10_000n

/** What a tier fixes about resales. */
export type ResaleTerms = {
  /** face price, in the smallest unit of the event's currency */
  readonly price: bigint
  readonly transferPolicy: 'open' | 'gift' | 'market' | 'bound'
  /** highest resale price, in basis points of the face price */
  readonly resaleCapBps: number
  readonly royaltyBps: number
}

/** What the house market asks about a listing's event, ticket and seller, all as of one block. */
export type ListingFacts = {
  readonly event: {
    readonly status: 'active' | 'canceled' | 'settled' | 'refunding'
    readonly cutOffAt: UnixMs
  }
  readonly tier: ResaleTerms
  readonly ticket: {
    /** the last one if the ticket is no more */
    readonly owner: Address
    readonly status: 'valid' | 'void' | 'refunded'
    readonly transferCount: number
    readonly isUsed: boolean
  }
  /** of the listing's seller */
  readonly epoch: number
  /** the seller has taken this one back */
  readonly isCanceled: boolean
}

/** Why the contract would not fill a listing. */
export const LISTING_FAULTS = [
  'expired',
  'expires_too_late',
  'ticket_over',
  'not_holder',
  'outdated',
  'canceled',
  'price_above_cap',
  'event_frozen',
  'used',
  'cut_off_passed',
  'not_resellable',
] as const
export type ListingFault = (typeof LISTING_FAULTS)[number]

/** The highest price that the contract lets a ticket of a tier be resold at: the cap's share of the face price, rounded down. */
export function highestPriceOf({ price, resaleCapBps }: Pick<ResaleTerms, 'price' | 'resaleCapBps'>): bigint {
  return (price * BigInt(resaleCapBps)) / BPS
}

/** The organizer's part of a resale, rounded down; the seller gets the rest. */
export function royaltyOf({ royaltyBps }: Pick<ResaleTerms, 'royaltyBps'>, price: bigint): bigint {
  return (price * BigInt(royaltyBps)) / BPS
}

/**
 * Why a listing that its seller has signed would not be filled at a time, or undefined if it would: every requirement of
 * the contract's `buyListing` but the signature and the payment.
 */
export function findListingFault(
  listing: Listing,
  facts: ListingFacts,
  now: UnixMs,
): ListingFault | undefined {
  return (
    findFaultOfPaper(listing, facts, now) ?? findFaultOfMarket(facts.event, now) ?? findFaultOfTicket(facts)
  )
}

/** Why no ticket of an event would be sold at a time, whatever its listing says, or undefined if some would. */
export function findFaultOfMarket(event: ListingFacts['event'], now: UnixMs): ListingFault | undefined {
  if (event.status !== 'active') return 'event_frozen'
  return now < event.cutOffAt ? undefined : 'cut_off_passed'
}

function findFaultOfPaper(listing: Listing, facts: ListingFacts, now: UnixMs): ListingFault | undefined {
  const { ticket, tier, epoch, isCanceled } = facts
  const leftMs = Number(listing.expiresAt) * 1000 - now
  if (!(leftMs > 0)) return 'expired'
  if (!(leftMs <= Number(LONGEST_LISTING) * 1000)) return 'expires_too_late'
  if (ticket.status !== 'valid') return 'ticket_over'
  if (!isSameAddress(ticket.owner, listing.seller)) return 'not_holder'
  if (ticket.transferCount !== listing.transferCount) return 'outdated'
  if (epoch !== listing.epoch || isCanceled) return 'canceled'
  return listing.price <= highestPriceOf(tier) ? undefined : 'price_above_cap'
}

function findFaultOfTicket({ ticket, tier }: ListingFacts): ListingFault | undefined {
  if (ticket.isUsed) return 'used'
  return tier.transferPolicy === 'bound' ? 'not_resellable' : undefined
}
