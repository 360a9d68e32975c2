import { expect } from 'chai'
import { decideMoves } from '#attendee/_ticket/decide-moves.ts'

const NOW = Date.UTC(2027, 5, 12, 18)
const iso = (ms: number) => new Date(ms).toISOString()

type Facts = Parameters<typeof decideMoves>[0]
const facts = (change: Partial<Facts> = {}): Facts => ({
  event: { status: 'selling', cutOffAt: iso(NOW + 1) },
  tier: { transferPolicy: 'open' },
  ticket: { status: 'valid', isUsed: false, refundable: '0' },
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
