import { expect } from 'chai'
import type { Event, Tier } from '#core/api/event.ts'
import { decideSale } from '#ui/event/sale.ts'
import { tierRules } from '#ui/event/tier-rules.ts'
import en from '#ui/words/en.ts'
import { createFormat } from '#ui/words/format.ts'
import { createTalk } from '#ui/words/talk.ts'

const NOW = Date.UTC(2027, 5, 12, 18)
const HOUR = 3_600_000
const iso = (ms: number) => new Date(ms).toISOString()

const event = (change: Partial<Event> = {}) =>
  ({
    status: 'selling',
    isSalesPaused: false,
    endsAt: iso(NOW + 5 * HOUR),
    cutOffAt: iso(NOW + HOUR),
    timeZone: 'Europe/Berlin',
    ...change,
  }) as Event

const tier = (change: Partial<Tier> = {}): Tier => ({
  tierId: 1,
  name: 'Standing',
  price: '20000000000000000',
  currency: null,
  supply: 100,
  sold: 40,
  saleStartsAt: iso(NOW - HOUR),
  saleEndsAt: iso(NOW + HOUR),
  perPayer: 0,
  transferPolicy: 'open',
  resaleCapBps: 11_000,
  royaltyBps: 0,
  ...change,
})

describe('decideSale', () => {
  const sale = (changedTier: Partial<Tier> = {}, changedEvent: Partial<Event> = {}) =>
    decideSale(event(changedEvent), tier(changedTier), NOW)

  it('is open with what is left', () => {
    expect(sale()).to.deep.equal({ kind: 'open', left: 60 })
  })

  it('opens at its first second and is over at its end', () => {
    expect(sale({ saleStartsAt: iso(NOW) }).kind).to.equal('open')
    expect(sale({ saleStartsAt: iso(NOW + 1) })).to.deep.equal({ kind: 'not_yet', startsAt: iso(NOW + 1) })
    expect(sale({ saleEndsAt: iso(NOW + 1) }).kind).to.equal('open')
    expect(sale({ saleEndsAt: iso(NOW) }).kind).to.equal('over')
  })

  it('is none for a tier that is only minted', () => {
    expect(sale({ saleStartsAt: iso(0), saleEndsAt: iso(0) }).kind).to.equal('never')
  })

  it('is sold out with the last ticket', () => {
    expect(sale({ sold: 99 })).to.deep.equal({ kind: 'open', left: 1 })
    expect(sale({ sold: 100 }).kind).to.equal('sold_out')
  })

  it('says what the event does to it', () => {
    expect(sale({}, { isSalesPaused: true }).kind).to.equal('paused')
    expect(sale({}, { status: 'canceled' }).kind).to.equal('canceled')
    expect(sale({}, { status: 'ended' }).kind).to.equal('event_over')
    expect(sale({}, { endsAt: iso(NOW) }).kind).to.equal('event_over')
  })
})

describe('tierRules', () => {
  const rules = (change: Partial<Tier> = {}) =>
    tierRules(tier(change), event(), { t: createTalk<typeof en>('en', en), format: createFormat('en') })
      .join(' ')
      .replaceAll('\u00a0', ' ')

  it('says for each policy who may have the ticket', () => {
    expect(rules()).to.contain('pass it on as you like; resale here up to 110 % of the price')
    expect(rules({ transferPolicy: 'gift' })).to.contain(
      'give it away yourself; resale only here, up to 110 %',
    )
    expect(rules({ transferPolicy: 'market' })).to.contain(
      'cannot be given away; resale only here, up to 110 %',
    )
    expect(rules({ transferPolicy: 'bound' })).to.contain('stays with the wallet that got it')
  })

  it('says from when on nothing moves, in the event’s zone', () => {
    expect(rules()).to.contain('Sat 12 Jun, 21:00 CEST')
    expect(rules({ transferPolicy: 'bound' })).not.to.contain('change hands')
  })

  it('says the royalty and the limit where there is one', () => {
    expect(rules({ royaltyBps: 250 })).to.contain('2.5 % of a resale goes to the organizer')
    expect(rules({ perPayer: 4 })).to.contain('Up to 4 per wallet')
    expect(rules()).not.to.match(/organizer|per wallet/)
  })
})
