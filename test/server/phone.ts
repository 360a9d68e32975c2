import { p256 } from '@noble/curves/nist.js'
import { bytesToHex, type Hex, hexToBytes } from 'viem'
import type { PrivateKeyAccount } from 'viem/accounts'
import type { EventId } from '#core/event-id.ts'
import { formatEventId } from '#core/event-id.ts'
import { makePass, type PassSigner, toFullPass } from '#core/make-pass.ts'
import { type Authorisation, authorisationTypedData } from '#core/pass-key.ts'
import { formatPass } from '#core/pass-text.ts'
import { packSignature } from '#core/wallet-signature.ts'
import { type Answer, call } from './client.ts'

/** A guest's phone with a pass key that his wallet has authorised for one event. */
export type Phone = {
  readonly authorisation: Authorisation
  readonly signature: Hex
  readonly publicKey: Hex
  /** the code at a time (milliseconds; now unless given), in short form */
  readonly show: (tokenId: bigint, at?: number, gateCode?: number) => Promise<string>
  readonly showFull: (tokenId: bigint, at?: number) => Promise<string>
  readonly register: (url: string) => Promise<Answer>
}

export async function newPhone(
  wallet: PrivateKeyAccount,
  event: EventId,
  change: Partial<Authorisation> = {},
): Promise<Phone> {
  const secret = p256.utils.randomSecretKey()
  const signer: PassSigner = {
    publicKey: Uint8Array.from(p256.getPublicKey(secret, true)),
    sign: (payload) => p256.sign(payload, secret),
  }
  const now = Math.floor(Date.now() / 1000)
  const authorisation: Authorisation = {
    holder: wallet.address,
    publicKey: signer.publicKey,
    issuedAt: now - 60,
    expiresAt: now + 12 * 3600,
    ...change,
  }
  const signature = await wallet.signTypedData(authorisationTypedData(event, authorisation))
  const packed = packSignature(hexToBytes(signature))
  if (!packed) throw new Error('The wallet made no signature of 65 bytes')
  const make = (tokenId: bigint, at: number, gateCode: number) =>
    makePass({ event, tokenId, madeAt: Math.floor(at / 1000), gateCode }, signer)
  const { holder, issuedAt, expiresAt } = authorisation
  const publicKey = bytesToHex(signer.publicKey)
  return {
    authorisation,
    signature,
    publicKey,
    show: async (tokenId, at = Date.now(), gateCode = 0) => formatPass(await make(tokenId, at, gateCode)),
    showFull: async (tokenId, at = Date.now()) =>
      formatPass(toFullPass(await make(tokenId, at, 0), authorisation, packed)),
    register: (url) =>
      call(url, `/api/events/${formatEventId(event)}/pass-keys`, {
        body: { holder, publicKey, issuedAt, expiresAt, signature },
      }),
  }
}
