import { secp256k1 } from '@noble/curves/secp256k1.js'
import { expect } from 'chai'
import fc from 'fast-check'
import { bytesToHex, concatBytes, hexToBytes, numberToBytes, recoverAddress } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { expandSignature, packSignature } from '#core/wallet-signature.ts'

const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n

/** The two examples that EIP-2098 gives. */
const EXAMPLES = [
  {
    packed:
      '0x68a020a209d3d56c46f38cc50a33f704f4a9a10a59377f8dd762ac66910e9b907e865ad05c4035ab5792787d4a0297a43617ae897930a6fe4d822b8faea52064',
    r: '0x68a020a209d3d56c46f38cc50a33f704f4a9a10a59377f8dd762ac66910e9b90',
    s: '0x7e865ad05c4035ab5792787d4a0297a43617ae897930a6fe4d822b8faea52064',
    v: 27,
  },
  {
    packed:
      '0x9328da16089fcba9bececa81663203989f2df5fe1faa6291a45381c81bd17f76939c6d6b623b42da56557e5e734a43dc83345ddfadec52cbe24d0cc64f550793',
    r: '0x9328da16089fcba9bececa81663203989f2df5fe1faa6291a45381c81bd17f76',
    s: '0x139c6d6b623b42da56557e5e734a43dc83345ddfadec52cbe24d0cc64f550793',
    v: 28,
  },
] as const

const signature = (r: bigint, s: bigint, v: number) =>
  concatBytes([numberToBytes(r, { size: 32 }), numberToBytes(s, { size: 32 }), Uint8Array.of(v)])

describe('wallet signature', () => {
  for (const { packed, r, s, v } of EXAMPLES) {
    it(`packs as EIP-2098 says, with v ${v}`, () => {
      expect(bytesToHex(packSignature(signature(BigInt(r), BigInt(s), v)) as Uint8Array)).to.equal(packed)
    })

    it(`expands as EIP-2098 says, with v ${v}`, () => {
      expect(expandSignature(hexToBytes(packed))).to.deep.equal(signature(BigInt(r), BigInt(s), v))
    })
  }

  it('may have a v of 0 or 1', () => {
    expect(packSignature(signature(5n, 7n, 0))).to.deep.equal(packSignature(signature(5n, 7n, 27)))
    expect(packSignature(signature(5n, 7n, 1))).to.deep.equal(packSignature(signature(5n, 7n, 28)))
  })

  it('with a high s is brought to the low half, and the parity turned', () => {
    expect(packSignature(signature(5n, ORDER - 7n, 28))).to.deep.equal(packSignature(signature(5n, 7n, 27)))
    expect(packSignature(signature(5n, ORDER - 7n, 27))).to.deep.equal(packSignature(signature(5n, 7n, 28)))
  })

  it('has half the order as the highest low s', () => {
    const half = ORDER / 2n
    expect(packSignature(signature(5n, half, 27))).to.deep.equal(
      concatBytes([numberToBytes(5n, { size: 32 }), numberToBytes(half, { size: 32 })]),
    )
    expect(packSignature(signature(5n, half + 1n, 27))).to.deep.equal(packSignature(signature(5n, half, 28)))
  })

  it('recovers its wallet after packing, with low s and with high', async () => {
    const scalar = fc.bigInt({ min: 1n, max: ORDER - 1n })
    const digest = fc.uint8Array({ minLength: 32, maxLength: 32 })
    await fc.assert(
      fc.asyncProperty(scalar, digest, fc.boolean(), async (scalar, hash, isHigh) => {
        const key = numberToBytes(scalar, { size: 32 })
        const signed = secp256k1.sign(hash, key, { prehash: false, format: 'recovered' })
        const { r, s, recovery } = secp256k1.Signature.fromBytes(signed, 'recovered')
        const v = 27 + ((recovery ?? 0) ^ (isHigh ? 1 : 0))
        const packed = packSignature(signature(r, isHigh ? ORDER - s : s, v)) as Uint8Array
        expect(await recoverAddress({ hash, signature: expandSignature(packed) as Uint8Array })).to.equal(
          privateKeyToAccount(bytesToHex(key)).address,
        )
      }),
      { numRuns: 25 },
    )
  })

  describe('when it is none', () => {
    for (const [what, bytes] of [
      ['64 bytes', signature(5n, 7n, 27).slice(0, 64)],
      ['66 bytes', Uint8Array.of(...signature(5n, 7n, 27), 0)],
      ['no bytes', new Uint8Array()],
      ['v 2', signature(5n, 7n, 2)],
      ['v 26', signature(5n, 7n, 26)],
      ['v 29', signature(5n, 7n, 29)],
      ['r 0', signature(0n, 7n, 27)],
      ['r of the order', signature(ORDER, 7n, 27)],
      ['s 0', signature(5n, 0n, 27)],
      ['s of the order', signature(5n, ORDER, 27)],
    ] as const) {
      it(`does not pack: ${what}`, () => {
        expect(packSignature(bytes)).to.equal(undefined)
      })
    }

    it('does not expand from any length but 64', () => {
      for (const size of [0, 63, 65]) expect(expandSignature(new Uint8Array(size))).to.equal(undefined)
    })
  })
})
