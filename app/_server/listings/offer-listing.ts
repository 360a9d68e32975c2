import { type Hex, hashTypedData, hexToBytes } from 'viem'
import type { Listing as ListingAnswer } from '#core/api/listing.ts'
import { isPublishedAccount } from '#core/chain/published-accounts.ts'
import { type EventId, formatEventId } from '#core/event-id.ts'
import { type Listing, listingTypedData } from '#core/listing.ts'
import { findListingFault } from '#core/listing-rules.ts'
import { displayTokenId, isTokenId } from '#core/token-id.ts'
import { expandSignature, packSignature } from '#core/wallet-signature.ts'
import type { Database, Transaction } from '#prisma/client.ts'
import { toBytes, toHex } from '../bytes.ts'
import type { SignedBy, VerifyWalletSignature } from '../chain/wallet-signature.ts'
import { noSuchEvent } from '../event-key.ts'
import { ProblemError, unavailable } from '../http/problem.ts'
import { type ListingReading, readListing } from './listing-facts.ts'
import { projectListing, readOpenListings } from './open-listings.ts'
import { MOST_OPEN, refuseListing } from './refuse-listing.ts'

/** What a seller has signed, and how. */
export type ListingOffer = { readonly listing: Listing; readonly signature: Hex }

export type OfferListing = (
  event: EventId,
  eventKey: Uint8Array<ArrayBuffer>,
  offer: ListingOffer,
) => Promise<{ readonly listing: ListingAnswer; readonly isNew: boolean }>

type Ports = {
  readonly db: Database
  readonly verifySignature: VerifyWalletSignature
  /** counts one listing of a wallet; throws when that is one too many */
  readonly countListing: (wallet: string) => Promise<void>
  /** only on a local chain that we started ourselves */
  readonly mayBePublished: boolean
  readonly now: () => Date
}

/** Ends a signature of ERC-6492, of an account that need not be deployed. */
const erc6492Suffix = '6492'.repeat(16)

/**
 * Takes a signed listing that the contract would fill now, by the mirror, and shows it to buyers from then on. The seller's
 * signature is all the authority it takes, and only what he has signed counts against his wallet.
 *
 * The same listing again answers the same. A ticket may have several: each of them can be filled by whoever has seen it,
 * so none is hidden for a later one; a seller takes back on chain what he has signed too much.
 * @throws ProblemError `not_found` (event, ticket), `forbidden` (published account), `signature_invalid`,
 * `rate_limited`, `unavailable` (nothing mirrored yet, or a smart account while the chain does not answer), and with a
 * reason `expiry_out_of_range`, `bad_request` (price) and `conflict`
 */
export function createOfferListing(ports: Ports): OfferListing {
  const { db, mayBePublished, now } = ports
  return async (event, eventId, { listing, signature }) => {
    if (!mayBePublished && isPublishedAccount(listing.seller)) {
      throw new ProblemError('forbidden', 'Everybody knows this account’s key.')
    }
    const listingId = hashTypedData(listingTypedData(event, listing))
    const reading = await getReading(db, event, eventId, listing, listingId)
    const fault = findListingFault(listing, reading.facts, now().getTime())
    if (fault) throw refuseListing(fault, listing, reading.facts)
    const accepted = await accept(ports, listing, listingId, signature, reading)
    if (reading.isBlocked) throw refuseListing('blocked', listing, reading.facts)
    const { created, isNew } = await store(ports, { eventId, listing, listingId, ...accepted }, reading)
    const stored = { ...reading, listing, listingId, signature: accepted.signature, created }
    return { listing: projectListing(stored), isNew }
  }
}

async function getReading(
  db: Database,
  event: EventId,
  eventId: Uint8Array<ArrayBuffer>,
  listing: Listing,
  listingId: Hex,
): Promise<ListingReading> {
  const { tokenId } = listing
  if (
    !(await db.chain.findUnique({ where: { chainId: BigInt(event.chainId) }, select: { chainId: true } }))
  ) {
    throw unavailable('The mirror of the chain has not begun yet.')
  }
  if (!(await db.event.findUnique({ where: { eventId }, select: { eventId: true } }))) {
    throw noSuchEvent(formatEventId(event))
  }
  const reading = isTokenId(tokenId)
    ? await readListing(db, {
        eventId,
        tokenId,
        listingId: toBytes(listingId),
        seller: toBytes(listing.seller),
      })
    : undefined
  if (!reading) {
    throw new ProblemError(
      'not_found',
      `The mirror knows no ticket ${displayTokenId(tokenId)} of this event.`,
    )
  }
  return reading
}

/** The signature in the one form that the contract takes, and how it counts. */
async function accept(
  { verifySignature }: Ports,
  listing: Listing,
  listingId: Hex,
  signature: Hex,
  { facts }: ListingReading,
): Promise<{ readonly signature: Hex; readonly signedBy: SignedBy }> {
  if (signature.endsWith(erc6492Suffix)) throw refuseListing('account_not_deployed', listing, facts)
  const signedBy = await verifySignature(listing.seller, listingId, signature)
  if (!signedBy) {
    throw new ProblemError(
      'signature_invalid',
      `This is no signature of ${listing.seller} over this listing.`,
    )
  }
  return { signature: signedBy === 'ecrecover' ? normalise(signature) : signature, signedBy }
}

/** Low S and a `v` of 27 or 28: our own check also takes what the contract's does not. */
function normalise(signature: Hex): Hex {
  const packed = packSignature(hexToBytes(signature))
  const expanded = packed && expandSignature(packed)
  if (!expanded) throw new TypeError('A signature was recovered that is none')
  return toHex(expanded)
}

type Entry = {
  readonly eventId: Uint8Array<ArrayBuffer>
  readonly listing: Listing
  readonly listingId: Hex
  readonly signature: Hex
  readonly signedBy: SignedBy
}

/** Listings of one ticket are written one after the other, so that there are never too many. */
async function store(
  { db, countListing, now }: Ports,
  { eventId, listing, listingId, signature, signedBy }: Entry,
  { facts }: ListingReading,
): Promise<{ readonly created: Date; readonly isNew: boolean }> {
  const { tokenId, seller } = listing
  const id = { eventId, listingId: toBytes(listingId) }
  const signed = { signature: toBytes(signature), signedBy }
  return db.$transaction(async (at) => {
    await at.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`usher.listing ${toHex(eventId)} ${tokenId}`}, 0))`
    const where = { eventId_listingId: id }
    const before = await at.listing.findUnique({ where, select: { created: true, signature: true } })
    if (before) {
      if (toHex(before.signature) !== signature) await at.listing.update({ where, data: signed })
      return { created: before.created, isNew: false }
    }
    if ((await countOpen(at, eventId, tokenId, now())) >= MOST_OPEN) {
      throw refuseListing('too_many', listing, facts)
    }
    await countListing(seller)
    const { transferCount, epoch, price, expiresAt } = listing
    const { created } = await at.listing.create({
      data: {
        ...id,
        ...signed,
        seller: toBytes(seller),
        tokenId,
        transferCount,
        epoch,
        price: price.toString(),
        expiresAt,
        created: now(),
      },
    })
    return { created, isNew: true }
  })
}

async function countOpen(
  at: Transaction,
  eventId: Uint8Array<ArrayBuffer>,
  tokenId: bigint,
  now: Date,
): Promise<number> {
  let open = 0
  for await (const _ of readOpenListings(at, { eventId, tokenId }, now)) open++
  return open
}
