import { expect } from 'chai'
import { areRefundsOpen, type MoneyState, refundOf } from '#core/refund.ts'

const DOORS = 1_800_000_000_000
const event: MoneyState = { status: 'active', isMoved: false, doorsAt: DOORS }
const isOpen = (change: Partial<MoneyState>, at = DOORS - 1) => areRefundsOpen({ ...event, ...change }, at)

describe('areRefundsOpen', () => {
  it('says no while the event takes place as it was sold', () => {
    expect(isOpen({})).to.equal(false)
  })

  it('says yes, at any time, when it is canceled or nobody has settled it', () => {
    for (const status of ['canceled', 'refunding'] as const) {
      expect(isOpen({ status })).to.equal(true)
      expect(isOpen({ status }, DOORS + 1)).to.equal(true)
    }
  })

  it('says yes until doors when the times were moved', () => {
    expect(isOpen({ isMoved: true }, DOORS - 1)).to.equal(true)
    expect(isOpen({ isMoved: true }, DOORS)).to.equal(false)
    expect(isOpen({ isMoved: true }, Number.NaN)).to.equal(false)
  })

  it('says no once it is settled, also if the times were moved', () => {
    expect(isOpen({ status: 'settled', isMoved: true })).to.equal(false)
  })
})

describe('refundOf', () => {
  const canceled: MoneyState = { ...event, status: 'canceled' }

  it('is exactly what the first buyer paid', () => {
    expect(refundOf({ status: 'valid', pricePaid: 7n }, canceled, DOORS)).to.equal(7n)
  })

  it('is nothing for a ticket that was free, has been refunded or is void', () => {
    expect(refundOf({ status: 'valid', pricePaid: null }, canceled, DOORS)).to.equal(0n)
    expect(refundOf({ status: 'refunded', pricePaid: 7n }, canceled, DOORS)).to.equal(0n)
    expect(refundOf({ status: 'void', pricePaid: 7n }, canceled, DOORS)).to.equal(0n)
  })

  it('is nothing while refunds are closed', () => {
    expect(refundOf({ status: 'valid', pricePaid: 7n }, event, DOORS)).to.equal(0n)
  })
})
