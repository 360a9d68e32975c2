import type { Address, Hex } from 'viem'
import { parseHex } from '#core/bytes.ts'
import { type EventId, formatEventId } from '#core/event-id.ts'
import { compressPublicKey } from '#core/p256.ts'
import { type Authorisation, authorisationTypedData } from '#core/pass-key.ts'
import { MAX_AFTER_END_SECONDS } from '#core/pass-key-rules.ts'
import { toUnixSeconds } from '#core/time.ts'
import { packSignature } from '#core/wallet-signature.ts'
import { webPassCrypto } from '#core/web-crypto.ts'
import { InsecurePage } from '#ui/error-name.ts'
import type { StoredPassKey } from '#ui/offline/pass-key-store.ts'

type AuthorisePhone = {
  readonly event: EventId
  readonly holder: Address
  /** Unix milliseconds. */
  readonly endsAt: number
  readonly now: number
  /** Unix seconds: what was issued before was taken back. */
  readonly validFrom: number
  readonly signTypedData: (data: ReturnType<typeof authorisationTypedData>) => Promise<Hex>
}

/**
 * Makes a pass key that cannot leave this phone, and has the wallet authorise it until a day after the event.
 *
 * @throws InsecurePage where browsers give pages no keys; what `signTypedData` throws.
 */
export async function authorisePhone(request: AuthorisePhone): Promise<StoredPassKey> {
  const { event, holder, now, endsAt, validFrom } = request
  if (!crypto.subtle) throw new InsecurePage()
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ])
  const publicKey = compressPublicKey(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)))
  if (!publicKey) throw new Error('this browser exports P-256 keys in a form of its own')
  const authorisation: Authorisation = {
    holder,
    publicKey,
    issuedAt: Math.max(toUnixSeconds(now), validFrom),
    expiresAt: toUnixSeconds(endsAt) + MAX_AFTER_END_SECONDS,
  }
  const walletSignature = await request.signTypedData(authorisationTypedData(event, authorisation))
  return {
    eventId: formatEventId(event),
    holder: holder.toLowerCase() as Address,
    privateKey: pair.privateKey,
    publicKey,
    issuedAt: authorisation.issuedAt,
    expiresAt: authorisation.expiresAt,
    walletSignature,
    packedSignature: await packChecked(event, authorisation, walletSignature),
    registeredAt: undefined,
    isRefused: false,
  }
}

/** The signature as the full form carries it, recovered once, as a wrong parity would let somebody else in. */
async function packChecked(
  event: EventId,
  authorisation: Authorisation,
  walletSignature: Hex,
): Promise<Uint8Array | undefined> {
  const bytes = parseHex(walletSignature)
  const packed = bytes && packSignature(bytes)
  if (!packed) return undefined
  if (await webPassCrypto.verifyAuthorisation(event, authorisation, packed)) return packed
  return undefined
}
