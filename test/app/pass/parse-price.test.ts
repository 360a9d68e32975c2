import { expect } from 'chai'
import { parsePrice } from '#attendee/_ticket/parse-price.ts'

describe('parsePrice', () => {
  it('takes a point or a comma', () => {
    expect(['0.02', '0,02', ' 1 ', '2.', '0'].map((text) => parsePrice(text, 18))).to.deep.equal([
      20_000_000_000_000_000n,
      20_000_000_000_000_000n,
      1_000_000_000_000_000_000n,
      2_000_000_000_000_000_000n,
      0n,
    ])
  })

  it('loses no digit, and takes none that the coin does not have', () => {
    expect(parsePrice('0.000001', 6)).to.equal(1n)
    expect(parsePrice('0.0000001', 6)).to.equal(undefined)
    expect(parsePrice('5', 0)).to.equal(5n)
  })

  for (const text of ['', '-1', '1e3', '1.2.3', '1,000.5', 'one', '0x1', '.5', 'NaN']) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      expect(parsePrice(text, 18)).to.equal(undefined)
    })
  }
})
