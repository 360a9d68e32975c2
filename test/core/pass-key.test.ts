import { expect } from 'chai'
import fc from 'fast-check'
import { bytesToHex, hashTypedData, hexToBytes } from 'viem'
import { OutOfRangeError } from '#core/error.ts'
import { type Authorisation, authorisationTypedData, hashAuthorisation } from '#core/pass-key.ts'

const EVENT = { chainId: 31_337, contract: '0x5fbdb2315678afecb367f032d93f642f64180aa3' } as const

const AUTHORISATION: Authorisation = {
  holder: '0x70997970c51812dc3a010c7d01b50e0d17dc79c8',
  publicKey: hexToBytes('0x036b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296'),
  issuedAt: 1_788_990_000,
  expiresAt: 1_789_990_000,
}

describe('authorisation of a pass key', () => {
  it('is the EIP-712 typed data that the pass format names', () => {
    expect(authorisationTypedData(EVENT, AUTHORISATION)).to.deep.equal({
      domain: {
        name: 'Usher Pass',
        version: '1',
        chainId: 31_337,
        verifyingContract: '0x5fbdb2315678afecb367f032d93f642f64180aa3',
      },
      types: {
        PassKey: [
          { name: 'purpose', type: 'string' },
          { name: 'holder', type: 'address' },
          { name: 'publicKey', type: 'bytes' },
          { name: 'issuedAt', type: 'uint64' },
          { name: 'expiresAt', type: 'uint64' },
        ],
      },
      primaryType: 'PassKey',
      message: {
        purpose: 'Let this phone enter with my tickets',
        holder: '0x70997970c51812dc3a010c7d01b50e0d17dc79c8',
        publicKey: '0x036b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296',
        issuedAt: 1_788_990_000n,
        expiresAt: 1_789_990_000n,
      },
    })
  })

  it('has a digest that never changes', () => {
    expect(bytesToHex(hashAuthorisation(EVENT, AUTHORISATION))).to.equal(
      '0x8e05e7f2270bcde111f0794f2177df064f6e47fa5f022d4701882033add93238',
    )
  })

  it('has the digest that viem computes, whatever its fields', () => {
    const bytes = (size: number) => fc.uint8Array({ minLength: size, maxLength: size })
    const address = () => bytes(20).map((it) => bytesToHex(it))
    const seconds = () => fc.maxSafeNat()
    fc.assert(
      fc.property(
        fc.record({ chainId: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), contract: address() }),
        fc.record({ holder: address(), publicKey: bytes(33), issuedAt: seconds(), expiresAt: seconds() }),
        (event, authorisation) => {
          expect(bytesToHex(hashAuthorisation(event, authorisation))).to.equal(
            hashTypedData(authorisationTypedData(event, authorisation)),
          )
        },
      ),
    )
  })

  describe('when a field does not fit', () => {
    const unfit: [string, Partial<Authorisation>][] = [
      ['holder', { holder: '0x12' }],
      ['publicKey', { publicKey: new Uint8Array(65) }],
      ['issuedAt', { issuedAt: -1 }],
      ['issuedAt', { issuedAt: Number.NaN }],
      ['expiresAt', { expiresAt: 2 ** 53 }],
    ]
    for (const [field, change] of unfit) {
      it(`has no digest: ${field} ${Object.values(change)}`, () => {
        expect(() => hashAuthorisation(EVENT, { ...AUTHORISATION, ...change })).to.throw(
          OutOfRangeError,
          field,
        )
      })
    }
  })
})
