import { expect } from 'chai'
import { refundsOpenableFrom, withdrawableFrom } from '#core/settlement.ts'

describe('withdrawableFrom', () => {
  it('is 72 hours after the end', () => {
    expect(new Date(withdrawableFrom(Date.UTC(2027, 5, 12, 23))).toISOString()).to.equal(
      '2027-06-15T23:00:00.000Z',
    )
  })
})

describe('refundsOpenableFrom', () => {
  it('is 180 days after the end', () => {
    expect(new Date(refundsOpenableFrom(Date.UTC(2027, 5, 12, 23))).toISOString()).to.equal(
      '2027-12-09T23:00:00.000Z',
    )
  })
})
