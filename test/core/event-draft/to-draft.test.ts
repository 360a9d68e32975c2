import { expect } from 'chai'
import type { Tier } from '#core/api/event.ts'
import { checkTierDraft } from '#core/event-draft/check-draft.ts'
import { toTierDraft } from '#core/event-draft/to-draft.ts'

const tier = (change: Partial<Tier> = {}): Tier => ({
  tierId: 1,
  name: 'Stalls',
  price: '80000000000000000',
  currency: null,
  supply: 40,
  sold: 0,
  saleStartsAt: '2027-06-01T10:00:00.000Z',
  saleEndsAt: '2027-06-12T17:30:00.000Z',
  perPayer: 4,
  transferPolicy: 'market',
  resaleCapBps: 11_050,
  royaltyBps: 250,
  ...change,
})
const reading = { timeZone: 'Europe/Berlin', decimals: 18 }
const around = { now: 0, decimals: 18, zone: 'Europe/Berlin', doorsAt: Date.UTC(2027, 5, 12, 17, 30) }

describe('toTierDraft', () => {
  it('writes a tier as an organizer would have typed it, in the event’s zone', () => {
    expect(toTierDraft(tier(), reading)).to.deep.equal({
      name: 'Stalls',
      price: '0.08',
      supply: '40',
      saleStartsAt: '2027-06-01T12:00',
      saleEndsAt: '2027-06-12T19:30',
      perPayer: '4',
      transferPolicy: 'market',
      resaleCap: '110.5',
      royalty: '2.5',
    })
  })

  const tiers: readonly [string, Partial<Tier>][] = [
    ['sold', {}],
    ['free, but on sale', { price: '0' }],
    ['without a limit', { perPayer: 0 }],
    [
      'only given out',
      { price: '0', saleStartsAt: '1970-01-01T00:00:00.000Z', saleEndsAt: '1970-01-01T00:00:00.000Z' },
    ],
  ]
  for (const [name, change] of tiers) {
    it(`is checked to what the contract has, of a tier that is ${name}`, () => {
      const {
        name: called,
        price,
        supply,
        perPayer,
        transferPolicy,
        resaleCapBps,
        royaltyBps,
        ...rest
      } = tier(change)
      const checked = checkTierDraft(toTierDraft(tier(change), reading), around, () => undefined)
      expect(checked).to.deep.equal({
        name: called,
        price: BigInt(price),
        supply,
        saleStartsAt: Date.parse(rest.saleStartsAt),
        saleEndsAt: Date.parse(rest.saleEndsAt),
        perPayer,
        transferPolicy,
        resaleCapBps,
        royaltyBps,
      })
    })
  }
})
