import { p256 } from '@noble/curves/nist.js'
import { type Address, bytesToHex, type Hex, hexToBytes, sha256, stringToBytes } from 'viem'
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import type { EventId } from '#core/event-id.ts'
import { makePass, type PassContent, toFullPass } from '#core/make-pass.ts'
import { encodePass, type FullPass, type ShortPass } from '#core/pass.ts'
import { type Authorisation, authorisationTypedData } from '#core/pass-key.ts'
import { packSignature } from '#core/wallet-signature.ts'
import type { VectorKey } from './shape.ts'

export const EVENT: EventId = { chainId: 31_337, contract: '0x5fbdb2315678afecb367f032d93f642f64180aa3' }

/** Saturday, 12 June 2027, 20:00 in Berlin. */
export const MADE_AT = 1_812_823_200
export const TOKEN_ID = 2_000_137n
export const ISSUED_AT = MADE_AT - 86_400
export const EXPIRES_AT = MADE_AT + 86_400

const ORDER = p256.Point.Fn.ORDER

const secret = (seed: string): Hex => sha256(stringToBytes(seed))

const phone = (seed: string) => {
  const d = secret(seed)
  return { d, publicKey: bytesToHex(p256.getPublicKey(hexToBytes(d), true)) }
}

/** The twins' tags are equal: the first collision among keys of numbered seeds. */
export const KEYS = {
  alice: phone('usher vector key alice'),
  bob: phone('usher vector key bob'),
  twin1: phone('usher vector key 89210'),
  twin2: phone('usher vector key 107839'),
} as const

export type KeyName = keyof typeof KEYS

const account = (name: string): PrivateKeyAccount =>
  privateKeyToAccount(secret(`usher vector wallet ${name}`))

export const ACCOUNTS = { alice: account('alice'), bob: account('bob'), mallory: account('mallory') } as const

export type WalletName = keyof typeof ACCOUNTS

export const WALLETS = {
  alice: { privateKey: secret('usher vector wallet alice'), address: addressOf('alice') },
  bob: { privateKey: secret('usher vector wallet bob'), address: addressOf('bob') },
  mallory: { privateKey: secret('usher vector wallet mallory'), address: addressOf('mallory') },
} as const

export function addressOf(name: WalletName): Address {
  return ACCOUNTS[name].address.toLowerCase() as Address
}

/** r ‖ s with s in the low half, or in the high one. Deterministic (RFC 6979). */
export function sign(payload: Uint8Array, key: KeyName, half: 'low' | 'high' = 'low'): Uint8Array {
  const { r, s } = p256.Signature.fromBytes(p256.sign(payload, hexToBytes(KEYS[key].d)))
  const isHigh = s > ORDER / 2n
  return new p256.Signature(r, isHigh === (half === 'high') ? s : ORDER - s).toBytes()
}

export function shortPass(
  change: Partial<PassContent> = {},
  key: KeyName = 'alice',
  half: 'low' | 'high' = 'low',
): Promise<ShortPass> {
  return makePass(
    { event: EVENT, tokenId: TOKEN_ID, madeAt: MADE_AT, gateCode: 0, ...change },
    { publicKey: hexToBytes(KEYS[key].publicKey), sign: (payload) => sign(payload, key, half) },
  )
}

export function authorisation(
  holder: WalletName = 'alice',
  key: KeyName = 'alice',
  change: Partial<Authorisation> = {},
): Authorisation {
  return {
    holder: addressOf(holder),
    publicKey: hexToBytes(KEYS[key].publicKey),
    issuedAt: ISSUED_AT,
    expiresAt: EXPIRES_AT,
    ...change,
  }
}

export async function fullPass(
  change: Partial<PassContent> = {},
  authority: Authorisation = authorisation(),
  { signer = 'alice', event = EVENT }: { signer?: WalletName; event?: EventId } = {},
): Promise<FullPass> {
  const signature = hexToBytes(await ACCOUNTS[signer].signTypedData(authorisationTypedData(event, authority)))
  return toFullPass(await shortPass(change), authority, packSignature(signature) as Uint8Array)
}

export function registered(authority: Authorisation = authorisation()): VectorKey {
  return { ...authority, publicKey: bytesToHex(authority.publicKey) }
}

/** The bytes of a pass with one of them changed. */
export function flip(pass: ShortPass | FullPass, index: number): Uint8Array {
  const bytes = encodePass(pass)
  return bytes.with(index, (bytes[index] ?? 0) ^ 1)
}
