import { expect } from 'chai'
import { OutOfRangeError } from '#core/error.ts'
import { composeTokenId, displayTokenId, isTokenId, numberOf, parseTokenId, tierOf } from '#core/token-id.ts'

describe('token id', () => {
  it('shows tier and number in its decimal digits', () => {
    expect(composeTokenId(2, 137)).to.equal(2_000_137n)
  })

  it('gives tier and number back', () => {
    expect(tierOf(2_000_137n)).to.equal(2)
    expect(numberOf(2_000_137n)).to.equal(137)
  })

  it('is shown as tier and number of six digits', () => {
    expect(displayTokenId(2_000_137n)).to.equal('2-000137')
  })

  it('is shown as it is where it is none of ours', () => {
    expect(displayTokenId(137n)).to.equal('137')
  })

  it('spans from 1000001 to 65535999999', () => {
    expect(composeTokenId(1, 1)).to.equal(1_000_001n)
    expect(composeTokenId(65_535, 999_999)).to.equal(65_535_999_999n)
  })

  describe('when out of bounds', () => {
    for (const tierId of [0, 65_536, -1, 1.5, Number.NaN]) {
      it(`has no tier ${tierId}`, () => {
        expect(() => composeTokenId(tierId, 1)).to.throw(OutOfRangeError, 'tierId')
      })
    }

    for (const number of [0, 1_000_000, -1, 1.5, Number.NaN]) {
      it(`has no number ${number}`, () => {
        expect(() => composeTokenId(1, number)).to.throw(OutOfRangeError, 'number')
      })
    }

    for (const tokenId of [0n, 137n, 1_000_000n, 2_000_000n, 65_536_000_001n, 2n ** 64n - 1n, -1_000_001n]) {
      it(`is not ${tokenId}`, () => {
        expect(isTokenId(tokenId)).to.equal(false)
      })
    }
  })

  describe('as text', () => {
    it('is read from decimal digits', () => {
      expect(parseTokenId('2000137')).to.equal(2_000_137n)
      expect(parseTokenId('65535999999')).to.equal(65_535_999_999n)
    })

    for (const text of [
      '',
      '0',
      '137',
      '02000137',
      '2000000',
      '2000137 ',
      '0x1e8509',
      '-2000137',
      '65536000001',
    ]) {
      it(`is not read from "${text}"`, () => {
        expect(parseTokenId(text)).to.equal(undefined)
      })
    }
  })
})
