import { expect } from 'chai'
import type { Address } from 'viem'
import { type Listing, LONGEST_LISTING } from '#core/listing.ts'
import {
  findListingFault,
  highestPriceOf,
  LISTING_FAULTS,
  type ListingFacts,
  royaltyOf,
} from '#core/listing-rules.ts'

const ADA: Address = '0xAda0000000000000000000000000000000000000'
const BEN: Address = '0xbe00000000000000000000000000000000000000'
const NOW = 1_800_000_000_500
const SECONDS = 1_800_000_000n

/** 55 is 110 % of 50. */
const listing: Listing = {
  seller: ADA,
  tokenId: 1_000_001n,
  transferCount: 2,
  epoch: 3,
  price: 55n,
  expiresAt: SECONDS + 86_400n,
}
const facts: ListingFacts = {
  event: { status: 'active', cutOffAt: NOW + 1 },
  tier: { price: 50n, transferPolicy: 'market', resaleCapBps: 11_000, royaltyBps: 500 },
  ticket: { owner: ADA, status: 'valid', transferCount: 2, isUsed: false },
  epoch: 3,
  isCanceled: false,
}

const listed = (change: Partial<Listing>) => findListingFault({ ...listing, ...change }, facts, NOW)
const given = (change: Partial<ListingFacts>) => findListingFault(listing, { ...facts, ...change }, NOW)
const ticket = (change: Partial<ListingFacts['ticket']>) => given({ ticket: { ...facts.ticket, ...change } })
const tier = (change: Partial<ListingFacts['tier']>) => given({ tier: { ...facts.tier, ...change } })

describe('findListingFault', () => {
  it('finds none in a listing that the contract would fill', () => {
    expect(listed({})).to.equal(undefined)
  })

  it('takes the seller in any case of letters', () => {
    expect(listed({ seller: ADA.toLowerCase() as Address })).to.equal(undefined)
  })

  describe('when it is about time', () => {
    const at = (now: number) => findListingFault({ ...listing, expiresAt: SECONDS }, facts, now)

    it('counts until the millisecond before it expires', () => {
      expect(at(Number(SECONDS) * 1000 - 1)).to.equal(undefined)
      expect(at(Number(SECONDS) * 1000)).to.equal('expired')
    })

    it('counts from 30 days before it expires', () => {
      const earliest = Number(SECONDS - LONGEST_LISTING) * 1000
      expect(at(earliest)).to.equal(undefined)
      expect(at(earliest - 1)).to.equal('expires_too_late')
    })

    it('counts before the cut-off, not at it', () => {
      const { event } = facts
      expect(given({ event: { ...event, cutOffAt: NOW + 1 } })).to.equal(undefined)
      expect(given({ event: { ...event, cutOffAt: NOW } })).to.equal('cut_off_passed')
    })

    it('never counts at a time that is none', () => {
      expect(at(Number.NaN)).to.equal('expired')
      expect(given({ event: { ...facts.event, cutOffAt: Number.NaN } })).to.equal('cut_off_passed')
    })
  })

  describe('when it is about the price', () => {
    it('lets a ticket cost what the cap allows and nothing more', () => {
      expect(listed({ price: 55n })).to.equal(undefined)
      expect(listed({ price: 56n })).to.equal('price_above_cap')
      expect(listed({ price: 0n })).to.equal(undefined)
    })

    it('rounds the cap down, as the contract does', () => {
      expect(highestPriceOf({ price: 3n, resaleCapBps: 9_999 })).to.equal(2n)
      expect(highestPriceOf({ price: 3n, resaleCapBps: 10_000 })).to.equal(3n)
      expect(tier({ price: 50n, resaleCapBps: 10_999 })).to.equal('price_above_cap')
    })

    it('rounds the royalty down, as the contract does', () => {
      expect(royaltyOf({ royaltyBps: 500 }, 39n)).to.equal(1n)
      expect(royaltyOf({ royaltyBps: 500 }, 40n)).to.equal(2n)
      expect(royaltyOf({ royaltyBps: 0 }, 40n)).to.equal(0n)
    })
  })

  const faults: Record<string, () => string | undefined> = {
    'ticket_over: void': () => ticket({ status: 'void' }),
    'ticket_over: refunded': () => ticket({ status: 'refunded' }),
    'not_holder: somebody else holds it': () => ticket({ owner: BEN }),
    'outdated: it has moved since': () => ticket({ transferCount: 3 }),
    'outdated: it has not moved so often': () => ticket({ transferCount: 1 }),
    'canceled: all were taken back since': () => given({ epoch: 4 }),
    'canceled: an epoch that is not yet': () => given({ epoch: 2 }),
    'canceled: taken back alone': () => given({ isCanceled: true }),
    'event_frozen: canceled': () => given({ event: { ...facts.event, status: 'canceled' } }),
    'event_frozen: settled': () => given({ event: { ...facts.event, status: 'settled' } }),
    'event_frozen: refunding': () => given({ event: { ...facts.event, status: 'refunding' } }),
    'used: marked by the gate': () => ticket({ isUsed: true }),
    'not_resellable: bound to its first holder': () => tier({ transferPolicy: 'bound' }),
  }
  for (const [name, find] of Object.entries(faults)) {
    it(`finds ${name}`, () => {
      const [fault] = name.split(':')
      expect(LISTING_FAULTS).to.include(fault)
      expect(find()).to.equal(fault)
    })
  }

  for (const transferPolicy of ['open', 'gift', 'market'] as const) {
    it(`lets the house market move a ticket whose tier is ${transferPolicy}`, () => {
      expect(tier({ transferPolicy })).to.equal(undefined)
    })
  }
})
