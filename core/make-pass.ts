import { type EventId, eventTagOf } from './event-id.ts'
import { keyTagOf } from './p256.ts'
import { type FullPass, type ShortPass, signedPayload } from './pass.ts'
import type { Authorisation } from './pass-key.ts'
import type { UnixSeconds } from './time.ts'

/** What a phone puts into a code. */
export type PassContent = {
  readonly event: EventId
  readonly tokenId: bigint
  readonly madeAt: UnixSeconds
  /** The number that the gate asked for, else 0. */
  readonly gateCode: number
}

/** The phone's pass key: its public half, and what signs (ECDSA P-256 over SHA-256, answering r ‖ s). */
export type PassSigner = {
  readonly publicKey: Uint8Array
  readonly sign: (payload: Uint8Array<ArrayBuffer>) => Uint8Array | Promise<Uint8Array>
}

/**
 * A new code in short form.
 *
 * @throws OutOfRangeError if a field does not fit its place.
 */
export async function makePass(content: PassContent, signer: PassSigner): Promise<ShortPass> {
  const { event, tokenId, madeAt, gateCode } = content
  return {
    form: 'short',
    eventTag: eventTagOf(event),
    tokenId,
    madeAt,
    gateCode,
    keyTag: keyTagOf(signer.publicKey),
    signature: await signer.sign(signedPayload(event, content)),
  }
}

/** The same code in full form. Its signature covers both, so the phone signs once. */
export function toFullPass(
  pass: ShortPass,
  authorisation: Omit<Authorisation, 'holder'>,
  walletSignature: Uint8Array,
): FullPass {
  const { publicKey, issuedAt, expiresAt } = authorisation
  return { ...pass, form: 'full', publicKey, issuedAt, expiresAt, walletSignature }
}
