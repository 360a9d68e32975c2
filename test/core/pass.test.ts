import { expect } from 'chai'
import fc from 'fast-check'
import { bytesToHex, hexToBytes } from 'viem'
import { OutOfRangeError } from '#core/error.ts'
import {
  decodePass,
  encodePass,
  type FullPass,
  type Pass,
  type ShortPass,
  signedPayload,
} from '#core/pass.ts'
import { anyPass } from './passes.ts'

const EVENT = { chainId: 31_337, contract: '0x5fbdb2315678afecb367f032d93f642f64180aa3' } as const

const SHORT: ShortPass = {
  form: 'short',
  eventTag: '0xa1b2c3d4',
  tokenId: 2_000_137n,
  madeAt: 1_789_000_000,
  gateCode: 4711,
  keyTag: '0x01020304',
  signature: new Uint8Array(64).fill(0x55),
}

const FULL: FullPass = {
  ...SHORT,
  form: 'full',
  publicKey: new Uint8Array(33).fill(0x03),
  issuedAt: 1_788_990_000,
  expiresAt: 1_789_990_000,
  walletSignature: new Uint8Array(64).fill(0xaa),
}

const SHORT_BYTES = `0x01a1b2c3d400000000001e85096aa1f940126701020304${'55'.repeat(64)}` as const
const FULL_BYTES = `0x02${SHORT_BYTES.slice(4)}${'03'.repeat(33)}6aa1d2306ab11470${'aa'.repeat(64)}` as const

describe('pass', () => {
  describe('in short form', () => {
    it('is 87 bytes: version, tag, ticket, time, gate code, key tag, signature', () => {
      expect(bytesToHex(encodePass(SHORT))).to.equal(SHORT_BYTES)
    })

    it('decodes', () => {
      expect(decodePass(hexToBytes(SHORT_BYTES))).to.deep.equal(SHORT)
    })
  })

  describe('in full form', () => {
    it('is 192 bytes: the same fields, public key, times, wallet signature', () => {
      expect(bytesToHex(encodePass(FULL))).to.equal(FULL_BYTES)
    })

    it('decodes', () => {
      expect(decodePass(hexToBytes(FULL_BYTES))).to.deep.equal(FULL)
    })
  })

  it('decodes from a view into a larger buffer', () => {
    const around = new Uint8Array(100)
    around.set(hexToBytes(SHORT_BYTES), 7)
    expect(decodePass(around.subarray(7, 94))).to.deep.equal(SHORT)
  })

  it('encodes and decodes to itself, whatever its fields', () => {
    fc.assert(
      fc.property(anyPass(), (pass) => {
        expect(decodePass(encodePass(pass))).to.deep.equal(pass)
      }),
    )
  })

  it('has no second encoding: what decodes encodes to the same bytes', () => {
    const versioned = fc
      .constantFrom([1, 86], [2, 191])
      .chain(([version, rest]) =>
        fc
          .uint8Array({ minLength: rest as number, maxLength: rest as number })
          .map((body) => Uint8Array.of(version as number, ...body)),
      )
    fc.assert(
      fc.property(versioned, (bytes) => {
        expect(encodePass(decodePass(bytes) as Pass)).to.deep.equal(bytes)
      }),
    )
  })

  describe('when the bytes are no pass', () => {
    it('does not decode from any wrong length', () => {
      for (let size = 0; size <= 400; size++) {
        for (const version of [1, 2]) {
          const bytes = new Uint8Array(size)
          if (size > 0) bytes[0] = version
          const isPass = size === (version === 1 ? 87 : 192)
          expect(decodePass(bytes) !== undefined, `version ${version}, ${size} bytes`).to.equal(isPass)
        }
      }
    })

    it('does not decode from any other version, group passes included', () => {
      for (let version = 0; version < 256; version++) {
        if (version === 1 || version === 2) continue
        for (const size of [87, 192]) {
          const bytes = new Uint8Array(size)
          bytes[0] = version
          expect(decodePass(bytes), `version ${version}, ${size} bytes`).to.equal(undefined)
        }
      }
    })

    it('answers nothing to garbage, and does not throw', () => {
      const garbage = fc.uint8Array({ maxLength: 300 }).filter((bytes) => bytes[0] !== 1 && bytes[0] !== 2)
      fc.assert(
        fc.property(garbage, (bytes) => {
          expect(decodePass(bytes)).to.equal(undefined)
        }),
      )
    })
  })

  describe('when a field does not fit', () => {
    const unfit: [string, Partial<FullPass>][] = [
      ['eventTag', { eventTag: '0xa1b2c3' }],
      ['tokenId', { tokenId: 2n ** 64n }],
      ['tokenId', { tokenId: -1n }],
      ['madeAt', { madeAt: 2 ** 32 }],
      ['madeAt', { madeAt: -1 }],
      ['madeAt', { madeAt: 0.5 }],
      ['madeAt', { madeAt: Number.NaN }],
      ['gateCode', { gateCode: 2 ** 16 }],
      ['keyTag', { keyTag: '0x0102030405' }],
      ['signature', { signature: new Uint8Array(63) }],
      ['publicKey', { publicKey: new Uint8Array(65) }],
      ['issuedAt', { issuedAt: 2 ** 32 }],
      ['expiresAt', { expiresAt: 2 ** 32 }],
      ['walletSignature', { walletSignature: new Uint8Array(65) }],
    ]
    for (const [field, change] of unfit) {
      it(`is not encoded: ${field} ${Object.values(change)}`, () => {
        expect(() => encodePass({ ...FULL, ...change })).to.throw(OutOfRangeError, field)
      })
    }
  })
})

describe('signed payload', () => {
  it('names the event in full, then ticket, time and gate code', () => {
    expect(bytesToHex(signedPayload(EVENT, SHORT))).to.equal(
      '0x75736865722d706173732d7631' +
        '0000000000007a69' +
        '5fbdb2315678afecb367f032d93f642f64180aa3' +
        '00000000001e8509' +
        '6aa1f940' +
        '1267',
    )
  })
})
