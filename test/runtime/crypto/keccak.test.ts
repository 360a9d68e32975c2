import { expect } from 'chai'
import { keccak256 as inJavaScript } from 'viem'
import { keccak256, keccak256Hex } from '#runtime/crypto/keccak.ts'

/** Bytes on both sides of the 136 that Keccak-256 takes at a time, and of what goes into WebAssembly at a time. */
const LENGTHS = [0, 1, 31, 32, 135, 136, 137, 271, 272, 273, 16_383, 16_384, 16_385, 40_000]

describe('Keccak-256', () => {
  it('is that of the submission, not SHA-3', () => {
    expect(keccak256Hex(Buffer.from(''))).to.equal(
      '0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470',
    )
    expect(keccak256Hex(Buffer.from('abc'))).to.equal(
      '0x4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45',
    )
  })

  for (const length of LENGTHS) {
    it(`is what another implementation makes of ${length} bytes`, () => {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * 7) & 255)
      expect(keccak256(bytes)).to.deep.equal(inJavaScript(bytes, 'bytes'))
    })
  }

  it('leaves what it answered before as it was', () => {
    const first = keccak256(Buffer.from('first'))
    const kept = Uint8Array.from(first)
    keccak256(Buffer.from('second'))
    expect(first).to.deep.equal(kept)
  })

  it('reads no more than the part that is given of a buffer', () => {
    const part = Buffer.from('before abc after').subarray(7, 10)
    expect(keccak256Hex(part)).to.equal(keccak256Hex(Buffer.from('abc')))
  })
})
