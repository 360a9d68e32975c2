import { expect } from 'chai'
import { decideMoves } from '#attendee/_ticket/decide-moves.ts'

const NOW = Date.UTC(2027, 5, 12, 18)
const DAY = 86_400_000
const iso = (ms: number) => new Date(ms).toISOString()

type Facts = Parameters<typeof decideMoves>[0]
const facts = (change: Partial<Facts> = {}): Facts => ({
  event: { status: 'selling', cutOffAt: iso(NOW + 1), endsAt: iso(NOW + 1) },
  tier: { transferPolicy: 'open' },
  ticket: { status: 'valid', isUsed: false, pricePaid: '5', refundable: '0' },
  now: NOW,
  ...change,
})

describe('decideMoves', () => {
  it('lets an open ticket be given and sold', () => {
    expect(decideMoves(facts())).to.include({ canGive: true, canSell: true, frozen: undefined })
  })

  it('goes by the tier: the house market’s is sold only, a gift is both, a bound one neither', () => {
    const by = (transferPolicy: Facts['tier']['transferPolicy']) =>
      decideMoves(facts({ tier: { transferPolicy } }))
    expect(by('market')).to.include({ canGive: false, canSell: true })
    expect(by('gift')).to.include({ canGive: true, canSell: true })
    expect(by('bound')).to.include({ canGive: false, canSell: false, frozen: 'bound' })
  })

  it('freezes at the cut-off, to the millisecond, and at one that is none', () => {
    const at = (now: number) => decideMoves(facts({ now })).frozen
    expect(at(NOW)).to.equal(undefined)
    expect(at(NOW + 1)).to.equal('cut_off')
    expect(at(Number.NaN)).to.equal('cut_off')
  })

  it('says what froze it', () => {
    const { event, ticket } = facts()
    const frozenBy = (change: Partial<Facts>) => decideMoves(facts(change)).frozen
    expect(frozenBy({ event: { ...event, status: 'canceled' } })).to.equal('canceled')
    expect(frozenBy({ event: { ...event, status: 'refunding' } })).to.equal('canceled')
    expect(frozenBy({ event: { ...event, status: 'settled' } })).to.equal('event_over')
    expect(frozenBy({ ticket: { ...ticket, isUsed: true } })).to.equal('used')
  })

  it('gives back what the API says, whatever moves', () => {
    const { event, ticket } = facts()
    const frozen = facts({ event: { ...event, status: 'canceled' }, ticket: { ...ticket, refundable: '7' } })
    expect(decideMoves(frozen)).to.include({ canGive: false, canSell: false, refund: 7n })
  })

  it('lets the refunds be opened when nobody has settled for 180 days, to the millisecond', () => {
    const after = (endsAt: string, change: Partial<Facts> = {}) =>
      decideMoves(facts({ event: { ...facts().event, status: 'ended', endsAt }, ...change })).canOpenRefunds
    const long = iso(NOW - 180 * DAY)
    expect(after(long)).to.equal(true)
    expect(after(iso(NOW - 180 * DAY + 1))).to.equal(false)
    const { ticket } = facts()
    expect(after(long, { ticket: { ...ticket, isUsed: true } })).to.equal(true)
    for (const pricePaid of [null, '0'])
      expect(after(long, { ticket: { ...ticket, pricePaid } })).to.equal(false)
    expect(after(long, { ticket: { ...ticket, status: 'refunded' } })).to.equal(false)
    for (const status of ['canceled', 'refunding', 'settled'] as const) {
      expect(after(long, { event: { ...facts().event, status, endsAt: long } })).to.equal(false)
    }
  })

  it('moves nothing that is over', () => {
    const { ticket } = facts()
    for (const status of ['void', 'refunded'] as const) {
      expect(decideMoves(facts({ ticket: { ...ticket, status } }))).to.include({
        canGive: false,
        canSell: false,
      })
    }
  })
})
