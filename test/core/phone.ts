import { p256 } from '@noble/curves/nist.js'
import { hexToBytes, sha256, stringToBytes } from 'viem'
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import type { EventId } from '#core/event-id.ts'
import { makePass, type PassContent, type PassSigner, toFullPass } from '#core/make-pass.ts'
import type { FullPass, ShortPass } from '#core/pass.ts'
import { type Authorisation, authorisationTypedData } from '#core/pass-key.ts'
import { packSignature } from '#core/wallet-signature.ts'
import { NOW, SECOND } from './facts.ts'

export const EVENT: EventId = { chainId: 31_337, contract: '0x5fbdb2315678afecb367f032d93f642f64180aa3' }

/** A phone whose signatures repeat (RFC 6979), so that tests do. */
export function phone(name: string): PassSigner & { readonly publicKey: Uint8Array<ArrayBuffer> } {
  const secret = sha256(stringToBytes(name), 'bytes')
  return {
    publicKey: Uint8Array.from(p256.getPublicKey(secret, true)),
    sign: (payload) => p256.sign(payload, secret),
  }
}

export const wallet = (digit: number): PrivateKeyAccount => privateKeyToAccount(`0x${`${digit}`.repeat(64)}`)

export const authorise = (
  account: PrivateKeyAccount,
  signer: PassSigner,
  change: Partial<Authorisation> = {},
): Authorisation => ({
  holder: account.address.toLowerCase() as `0x${string}`,
  publicKey: signer.publicKey,
  issuedAt: NOW / SECOND - 3600,
  expiresAt: NOW / SECOND + 3600,
  ...change,
})

export async function signAuthorisation(
  account: PrivateKeyAccount,
  authorisation: Authorisation,
  event = EVENT,
): Promise<Uint8Array> {
  const signature = await account.signTypedData(authorisationTypedData(event, authorisation))
  return packSignature(hexToBytes(signature)) as Uint8Array
}

export function shortPass(signer: PassSigner, change: Partial<PassContent> = {}): Promise<ShortPass> {
  return makePass({ event: EVENT, tokenId: 2_000_137n, madeAt: NOW / SECOND, gateCode: 0, ...change }, signer)
}

export async function fullPass(
  signer: PassSigner,
  account: PrivateKeyAccount,
  authorisation = authorise(account, signer),
  change: Partial<PassContent> = {},
): Promise<FullPass> {
  const walletSignature = await signAuthorisation(account, authorisation)
  return toFullPass(await shortPass(signer, change), authorisation, walletSignature)
}
