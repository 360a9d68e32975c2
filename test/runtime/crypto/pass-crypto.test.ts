import { p256 } from '@noble/curves/nist.js'
import { expect } from 'chai'
import fc from 'fast-check'
import { hexToBytes } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import type { PassCrypto, VerifyP256 } from '#core/pass-crypto.ts'
import { type Authorisation, authorisationTypedData } from '#core/pass-key.ts'
import { packSignature } from '#core/wallet-signature.ts'
import { webPassCrypto } from '#core/web-crypto.ts'
import { createNativePassCrypto } from '#runtime/crypto/pass-crypto.ts'

const P256_ORDER = p256.Point.Fn.ORDER
const SECRET = new Uint8Array(32).fill(7)
const PUBLIC_KEY = Uint8Array.from(p256.getPublicKey(SECRET, true))
const MESSAGE = new Uint8Array(55).fill(9)

const sign = (message: Uint8Array, isHigh = false) => {
  const low = p256.sign(message, SECRET, { lowS: true })
  if (!isHigh) return low
  const { r, s } = p256.Signature.fromBytes(low)
  return new p256.Signature(r, P256_ORDER - s).toBytes()
}

const noble: VerifyP256 = (publicKey, message, signature) => {
  try {
    return publicKey.length === 33 && p256.verify(signature, message, publicKey, { lowS: false })
  } catch {
    return false
  }
}

const verifiers: Record<string, VerifyP256> = {
  'node:crypto': createNativePassCrypto().verifyP256,
  WebCrypto: webPassCrypto.verifyP256,
  noble,
}

for (const [name, verify] of Object.entries(verifiers)) {
  describe(`P-256 by ${name}`, () => {
    it('accepts a signature with low s', async () => {
      expect(await verify(PUBLIC_KEY, MESSAGE, sign(MESSAGE))).to.equal(true)
    })

    it('accepts a signature with high s', async () => {
      expect(await verify(PUBLIC_KEY, MESSAGE, sign(MESSAGE, true))).to.equal(true)
    })

    it('accepts again what it has accepted', async () => {
      expect(await verify(PUBLIC_KEY, MESSAGE, sign(MESSAGE))).to.equal(true)
    })

    it('accepts signatures whose numbers are short', async () => {
      let seen = 0
      for (let count = 0; seen < 3; count++) {
        const message = Uint8Array.of(count >> 16, count >> 8, count)
        const signature = sign(message)
        if (signature[0] !== 0 && signature[32] !== 0) continue
        seen++
        expect(await verify(PUBLIC_KEY, message, signature), `message ${count}`).to.equal(true)
      }
    })

    const signature = sign(MESSAGE)
    for (const [what, publicKey, message, forged] of [
      ['another message', PUBLIC_KEY, MESSAGE.with(0, 0), signature],
      ['a message cut short', PUBLIC_KEY, MESSAGE.slice(1), signature],
      ['the other parity of the key', PUBLIC_KEY.with(0, PUBLIC_KEY[0] === 2 ? 3 : 2), MESSAGE, signature],
      ['a key that is no point', hexToBytes(`0x02${'00'.repeat(31)}01`), MESSAGE, signature],
      ['an empty key', new Uint8Array(), MESSAGE, signature],
      ['a key of zeros', new Uint8Array(33), MESSAGE, signature],
      ['an uncompressed key', Uint8Array.from(p256.getPublicKey(SECRET, false)), MESSAGE, signature],
      ['an empty signature', PUBLIC_KEY, MESSAGE, new Uint8Array()],
      ['63 bytes', PUBLIC_KEY, MESSAGE, signature.slice(0, 63)],
      ['65 bytes', PUBLIC_KEY, MESSAGE, Uint8Array.of(...signature, 0)],
      ['r and s of zero', PUBLIC_KEY, MESSAGE, new Uint8Array(64)],
      ['s of zero', PUBLIC_KEY, MESSAGE, signature.slice().fill(0, 32)],
      ['r above the order', PUBLIC_KEY, MESSAGE, signature.slice().fill(255, 0, 32)],
      ['r and s of all ones', PUBLIC_KEY, MESSAGE, new Uint8Array(64).fill(255)],
      ['DER', PUBLIC_KEY, MESSAGE, p256.Signature.fromBytes(signature).toBytes('der')],
    ] as const) {
      it(`refuses ${what}`, async () => {
        expect(await verify(publicKey, message, forged)).to.equal(false)
      })
    }
  })
}

describe('P-256 by all three', () => {
  it('gives one answer to keys, messages and signatures that are changed somewhere', async () => {
    const change = fc.record({ at: fc.nat({ max: 33 + 55 + 64 - 1 }), by: fc.nat({ max: 255 }) })
    await fc.assert(
      fc.asyncProperty(change, async ({ at, by }) => {
        const all = Uint8Array.of(...PUBLIC_KEY, ...MESSAGE, ...sign(MESSAGE))
        all[at] = (all[at] ?? 0) ^ by
        const parts = [all.slice(0, 33), all.slice(33, 88), all.slice(88)] as const
        for (const [name, verify] of Object.entries(verifiers)) {
          expect(await verify(...parts), name).to.equal(by === 0)
        }
      }),
      { numRuns: 60 },
    )
  })
})

const EVENT = { chainId: 31_337, contract: '0x5fbdb2315678afecb367f032d93f642f64180aa3' } as const
const WALLET = privateKeyToAccount(`0x${'11'.repeat(32)}`)
const AUTHORISATION: Authorisation = {
  holder: WALLET.address,
  publicKey: PUBLIC_KEY,
  issuedAt: 1_788_990_000,
  expiresAt: 1_789_990_000,
}

const cryptos: Record<string, () => PassCrypto> = {
  libsecp256k1: () => createNativePassCrypto(),
  viem: () => webPassCrypto,
}

for (const [name, create] of Object.entries(cryptos)) {
  describe(`authorisation by ${name}`, () => {
    const { verifyAuthorisation } = create()
    let signature: Uint8Array

    before(async () => {
      const signed = await WALLET.signTypedData(authorisationTypedData(EVENT, AUTHORISATION))
      signature = packSignature(hexToBytes(signed)) as Uint8Array
    })

    it('accepts what the wallet signed, each time', async () => {
      for (let times = 0; times < 3; times++) {
        expect(await verifyAuthorisation(EVENT, AUTHORISATION, signature)).to.equal(true)
      }
    })

    it('accepts the holder in lower case', async () => {
      const holder = WALLET.address.toLowerCase() as `0x${string}`
      expect(await verifyAuthorisation(EVENT, { ...AUTHORISATION, holder }, signature)).to.equal(true)
    })

    for (const [what, change] of [
      ['holder', { holder: '0x70997970c51812dc3a010c7d01b50e0d17dc79c8' }],
      ['key', { publicKey: PUBLIC_KEY.with(5, 0) }],
      ['issue', { issuedAt: 1_788_990_001 }],
      ['end', { expiresAt: 1_789_990_001 }],
    ] as const) {
      it(`refuses it for another ${what}`, async () => {
        expect(await verifyAuthorisation(EVENT, { ...AUTHORISATION, ...change }, signature)).to.equal(false)
      })
    }

    it('refuses it for another chain or contract', async () => {
      expect(await verifyAuthorisation({ ...EVENT, chainId: 1 }, AUTHORISATION, signature)).to.equal(false)
      const contract = '0x5fbdb2315678afecb367f032d93f642f64180aa4'
      expect(await verifyAuthorisation({ ...EVENT, contract }, AUTHORISATION, signature)).to.equal(false)
    })

    it('refuses it with any byte changed', async () => {
      for (let index = 0; index < 64; index++) {
        const forged = signature.with(index, (signature[index] ?? 0) ^ 1)
        expect(await verifyAuthorisation(EVENT, AUTHORISATION, forged), `byte ${index}`).to.equal(false)
      }
    })

    it('refuses bytes that are no signature', async () => {
      for (const bytes of [
        new Uint8Array(),
        new Uint8Array(64),
        new Uint8Array(65),
        new Uint8Array(64).fill(255),
      ]) {
        expect(await verifyAuthorisation(EVENT, AUTHORISATION, bytes)).to.equal(false)
      }
    })
  })
}
