import fc from 'fast-check'
import { bytesToHex } from 'viem'
import type { Pass, PassFields } from '#core/pass.ts'

const bytes = (size: number) => fc.uint8Array({ minLength: size, maxLength: size })
const uint32 = () => fc.integer({ min: 0, max: 2 ** 32 - 1 })

const fields: { [K in keyof PassFields]: fc.Arbitrary<PassFields[K]> } = {
  eventTag: bytes(4).map((tag) => bytesToHex(tag)),
  tokenId: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  madeAt: uint32(),
  gateCode: fc.integer({ min: 0, max: 65_535 }),
  keyTag: bytes(4).map((tag) => bytesToHex(tag)),
  signature: bytes(64),
}

/** Any pass that the format can hold, of both forms. Its signatures are noise. */
export function anyPass(): fc.Arbitrary<Pass> {
  return fc.oneof(
    fc.record({ form: fc.constant('short' as const), ...fields }),
    fc.record({
      form: fc.constant('full' as const),
      ...fields,
      publicKey: bytes(33),
      issuedAt: uint32(),
      expiresAt: uint32(),
      walletSignature: bytes(64),
    }),
  )
}
