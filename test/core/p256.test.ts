import { p256 } from '@noble/curves/nist.js'
import { expect } from 'chai'
import fc from 'fast-check'
import { hexToBytes } from 'viem'
import { compressPublicKey, keyTagOf } from '#core/p256.ts'
import { decompressPublicKey, isPublicKey } from '#core/p256-point.ts'

/** The base point of P-256 (SEC 2, 2.4.2). */
const COMPRESSED = hexToBytes('0x036b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296')
const UNCOMPRESSED = hexToBytes(
  '0x046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5',
)

describe('public key of a phone', () => {
  it('is compressed to its x and the parity of its y', () => {
    expect(compressPublicKey(UNCOMPRESSED)).to.deep.equal(COMPRESSED)
  })

  it('is decompressed', () => {
    expect(decompressPublicKey(COMPRESSED)).to.deep.equal(UNCOMPRESSED)
  })

  it('is compressed and decompressed to itself', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: p256.Point.Fn.ORDER - 1n }), (scalar) => {
        const point = p256.Point.BASE.multiply(scalar).toBytes(false)
        expect(decompressPublicKey(compressPublicKey(point) as Uint8Array)).to.deep.equal(
          Uint8Array.from(point),
        )
      }),
      { numRuns: 20 },
    )
  })

  it('has a tag of the first 4 bytes of its SHA-256', () => {
    expect(keyTagOf(COMPRESSED)).to.equal('0x5baff89d')
  })

  describe('when it is none', () => {
    const changed = (index: number, byte: number) => COMPRESSED.with(index, byte)
    for (const [what, bytes] of [
      ['no bytes', new Uint8Array()],
      ['32 bytes', COMPRESSED.slice(0, 32)],
      ['34 bytes', Uint8Array.of(...COMPRESSED, 0)],
      ['the uncompressed form', UNCOMPRESSED],
      ['prefix 0, the point at infinity', changed(0, 0)],
      ['prefix 4', changed(0, 4)],
      ['an x without a y on the curve', hexToBytes(`0x02${'00'.repeat(31)}01`)],
      [
        'an x of the field’s prime',
        hexToBytes('0x02ffffffff00000001000000000000000000000000ffffffffffffffffffffffff'),
      ],
      ['an x above the prime', hexToBytes(`0x02${'ff'.repeat(32)}`)],
    ] as const) {
      it(`is refused: ${what}`, () => {
        expect(isPublicKey(bytes)).to.equal(false)
      })
    }

    it('is not compressed from anything but 65 bytes that begin with 4', () => {
      expect(compressPublicKey(COMPRESSED)).to.equal(undefined)
      expect(compressPublicKey(UNCOMPRESSED.with(0, 2))).to.equal(undefined)
    })
  })
})
