import { bytesToHex, type Hex, type LocalAccount } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { passKey } from '#core/api/pass-key.ts'
import { type EventId, eventTagOf, formatEventId } from '#core/event-id.ts'
import { compressPublicKey, keyTagOf } from '#core/p256.ts'
import { type Pass, signedPayload } from '#core/pass.ts'
import { type Authorisation, authorisationTypedData } from '#core/pass-key.ts'
import { formatPass, parsePass } from '#core/pass-text.ts'
import type { Answer, Api } from '../client/api.ts'

/** A wallet of its own that nobody has seen before. */
export function createWallet(): LocalAccount {
  return privateKeyToAccount(generatePrivateKey())
}

/** A phone's own P-256 key and the wallet's authorisation of it, for one event. */
export type Phone = {
  readonly event: EventId
  readonly authorisation: Authorisation
  readonly walletSignature: Hex
  /** The code that this phone shows at `madeAt` (Unix seconds), in the short form. */
  show(tokenId: bigint, madeAt: number): Promise<string>
}

/** Makes a pass key and has the holder's wallet authorise it, as the ticket page does. */
export async function createPhone(holder: LocalAccount, event: EventId, now: number): Promise<Phone> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const
  const keys = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])
  const publicKey = compressPublicKey(new Uint8Array(await crypto.subtle.exportKey('raw', keys.publicKey)))
  if (!publicKey) throw new Error('WebCrypto exported no P-256 point')
  const authorisation = { holder: holder.address, publicKey, issuedAt: now, expiresAt: now + 12 * 3600 }
  const walletSignature = await holder.signTypedData(authorisationTypedData(event, authorisation))

  return {
    event,
    authorisation,
    walletSignature,
    async show(tokenId, madeAt) {
      const said = { tokenId, madeAt, gateCode: 0 }
      const signature = await crypto.subtle.sign(
        { ...algorithm, hash: 'SHA-256' },
        keys.privateKey,
        signedPayload(event, said),
      )
      const pass: Pass = {
        form: 'short',
        ...said,
        eventTag: eventTagOf(event),
        keyTag: keyTagOf(publicKey),
        signature: new Uint8Array(signature),
      }
      return formatPass(pass)
    },
  }
}

/** Asks the registry to acknowledge a phone. */
export function registerPhone(api: Api, phone: Phone): Promise<Answer> {
  const { holder, publicKey, issuedAt, expiresAt } = phone.authorisation
  return api.call('POST', `/api/events/${formatEventId(phone.event)}/pass-keys`, {
    body: {
      holder,
      publicKey: bytesToHex(publicKey),
      issuedAt,
      expiresAt,
      signature: phone.walletSignature,
    },
  })
}

/** {@link registerPhone} where it has to work. */
export async function addPhone(api: Api, holder: LocalAccount, event: EventId, now: number): Promise<Phone> {
  const phone = await createPhone(holder, event, now)
  const { status, body } = await registerPhone(api, phone)
  if (status >= 300) throw new Error(`The registry answered ${status}: ${JSON.stringify(body)}`)
  passKey.parse(body)
  return phone
}

/** The same code with one byte of its signature changed. */
export function withForgedSignature(code: string): string {
  const pass = parsePass(code)
  if (!pass) throw new Error('Only a pass can be forged')
  const signature = Uint8Array.from(pass.signature)
  signature[10] = (signature[10] ?? 0) ^ 1
  return formatPass({ ...pass, signature })
}
