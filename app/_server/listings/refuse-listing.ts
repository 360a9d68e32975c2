import type { ListingRefusal } from '#core/api/listing.ts'
import type { ProblemCode } from '#core/api/problem.ts'
import type { Listing } from '#core/listing.ts'
import { highestPriceOf, type ListingFacts } from '#core/listing-rules.ts'
import { ProblemError } from '../http/problem.ts'

/** Listings of one ticket that may be open at a time. */
export const MOST_OPEN = 5

type Refused = {
  readonly code: ProblemCode
  /** of the body, where one is at fault */
  readonly field?: string
  /** the rest of a sentence that begins with the field or with "The listing" */
  readonly because: (facts: ListingFacts, listing: Listing) => string
}

const refusals: Readonly<Record<ListingRefusal, Refused>> = {
  expired: { code: 'expiry_out_of_range', field: 'expiresAt', because: () => 'must be ahead' },
  expires_too_late: {
    code: 'expiry_out_of_range',
    field: 'expiresAt',
    because: () => 'must be at most 30 days ahead',
  },
  ticket_over: {
    code: 'conflict',
    field: 'tokenId',
    because: ({ ticket }) => `names a ticket that is ${ticket.status}`,
  },
  not_holder: {
    code: 'conflict',
    field: 'seller',
    because: ({ ticket }) => `does not hold the ticket; ${ticket.owner} does`,
  },
  outdated: {
    code: 'conflict',
    field: 'transferCount',
    because: ({ ticket }) => `must be ${ticket.transferCount}: the ticket has moved`,
  },
  canceled: {
    code: 'conflict',
    because: ({ epoch }, listing) =>
      epoch === listing.epoch
        ? 'was taken back by its seller; another price or expiry makes another one'
        : `was taken back with all of its seller’s; the epoch is ${epoch} now`,
  },
  price_above_cap: {
    code: 'bad_request',
    field: 'price',
    because: ({ tier }) => `must be at most ${highestPriceOf(tier)}, the resale cap of the tier`,
  },
  event_frozen: { code: 'conflict', because: ({ event }) => `is of an event that is ${event.status}` },
  used: { code: 'conflict', field: 'tokenId', because: () => 'names a ticket that was used' },
  cut_off_passed: { code: 'conflict', because: () => 'comes after the cut-off: no ticket moves any more' },
  not_resellable: {
    code: 'conflict',
    field: 'tokenId',
    because: () => 'names a ticket that stays with its first holder',
  },
  blocked: {
    code: 'conflict',
    field: 'tokenId',
    because: () => 'names a ticket that the organizer holds back',
  },
  too_many: {
    code: 'conflict',
    field: 'tokenId',
    because: () => `names a ticket that has ${MOST_OPEN} open listings: take some back on chain first`,
  },
  account_not_deployed: {
    code: 'signature_invalid',
    field: 'signature',
    because: () => 'is of an account that is not deployed yet; the contract cannot ask it',
  },
}

/** The problem that a listing is refused with: what has to change, as far as something can. */
export function refuseListing(reason: ListingRefusal, listing: Listing, facts: ListingFacts): ProblemError {
  const { code, field, because } = refusals[reason]
  const message = because(facts, listing)
  return new ProblemError(code, `${field ?? 'The listing'} ${message}.`, {
    reason,
    ...(field && { errors: [{ path: `body.${field}`, message }] }),
  })
}
