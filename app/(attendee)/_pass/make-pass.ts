import { type EventId, eventTagOf } from '#core/event-id.ts'
import { keyTagOf } from '#core/p256.ts'
import { type PassFields, signedPayload } from '#core/pass.ts'
import { formatPass } from '#core/pass-text.ts'
import type { StoredPassKey } from './pass-key-store.ts'

/** One code in both of its forms; the signature is the same, so a scanner may take either. */
export type MadePass = {
  /** Unix seconds. */
  readonly madeAt: number
  readonly short: string
  /** Undefined for a smart account's key. */
  readonly full: string | undefined
}

type MakePass = {
  readonly event: EventId
  readonly tokenId: bigint
  readonly key: StoredPassKey
  /** Unix seconds. */
  readonly madeAt: number
  readonly prefix: string
  /** The number that a supervisor asked for, else 0. */
  readonly gateCode?: number
}

/** The name of the measure that says how long the last pass took to make. */
export const PASS_MEASURE = 'usher:pass'

/** Signs and writes one code. Works without network. */
export async function makePass({
  event,
  tokenId,
  key,
  madeAt,
  prefix,
  gateCode = 0,
}: MakePass): Promise<MadePass> {
  const start = performance.now()
  const signature = await crypto.subtle.sign(
    { name: 'ECDSA', hash: 'SHA-256' },
    key.privateKey,
    signedPayload(event, { tokenId, madeAt, gateCode }),
  )
  const fields: PassFields = {
    eventTag: eventTagOf(event),
    tokenId,
    madeAt,
    gateCode,
    keyTag: keyTagOf(key.publicKey),
    signature: new Uint8Array(signature),
  }
  const { publicKey, issuedAt, expiresAt, packedSignature: walletSignature } = key
  const authority = walletSignature && { publicKey, issuedAt, expiresAt, walletSignature }
  const made: MadePass = {
    madeAt,
    short: formatPass({ form: 'short', ...fields }, prefix),
    full: authority && formatPass({ form: 'full', ...fields, ...authority }, prefix),
  }
  performance.measure(PASS_MEASURE, { start, end: performance.now() })
  return made
}
