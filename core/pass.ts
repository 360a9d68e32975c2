import { bytesToHex, type Hex } from 'viem'
import { parseHex } from './bytes.ts'
import { OutOfRangeError } from './error.ts'
import { type EventId, eventKeyOf } from './event-id.ts'

/** What both forms of a pass carry. Times are Unix seconds. */
export type PassFields = {
  /** First 4 bytes of the event's hash, 0x-hex: a hint, see `eventTagOf`. */
  readonly eventTag: Hex
  readonly tokenId: bigint
  /** When the phone made this code. */
  readonly madeAt: number
  /** The single-use number that a supervisor's scan asked for, else 0. */
  readonly gateCode: number
  /** First 4 bytes of SHA-256 of the public key, 0x-hex: a hint, several keys may share it. */
  readonly keyTag: Hex
  /** ECDSA P-256 over SHA-256 of {@link signedPayload}: r ‖ s, 64 bytes, s of either half. */
  readonly signature: Uint8Array
}

/** The form for a registered pass key. */
export type ShortPass = PassFields & { readonly form: 'short' }

/** The form that carries the wallet's authorisation of the pass key and needs no registry. */
export type FullPass = PassFields & {
  readonly form: 'full'
  /** Compressed P-256 point, 33 bytes. */
  readonly publicKey: Uint8Array
  readonly issuedAt: number
  readonly expiresAt: number
  /** The wallet's EIP-712 signature, 64 bytes as of EIP-2098. */
  readonly walletSignature: Uint8Array
}

/** What a guest presents: one code, good for seconds, signed by the phone's pass key. */
export type Pass = ShortPass | FullPass

/** Bytes of a short pass. */
const SHORT_PASS_SIZE = 87

/** Bytes of a full pass. */
const FULL_PASS_SIZE = 192

const VERSION = { short: 1, full: 2 } as const
const PAYLOAD_PREFIX = new TextEncoder().encode('usher-pass-v1')
const PAYLOAD_SIZE = PAYLOAD_PREFIX.length + 28 + 8 + 4 + 2

/** Where each field begins. The payload that is signed has ticket, time and gate code in the same order. */
const AT = {
  eventTag: 1,
  tokenId: 5,
  madeAt: 13,
  gateCode: 17,
  keyTag: 19,
  signature: 23,
  publicKey: 87,
  issuedAt: 120,
  expiresAt: 124,
  walletSignature: 128,
} as const

/**
 * The pass that these bytes hold, or undefined if they hold none: unknown version or a length that is not exactly
 * its version's. Never throws. Says nothing about signature, time or ticket.
 *
 * Every pass has one encoding only: what decodes encodes to the same bytes.
 */
export function decodePass(bytes: Uint8Array): Pass | undefined {
  const isFull = bytes[0] === VERSION.full
  if (!isFull && bytes[0] !== VERSION.short) return undefined
  if (bytes.length !== (isFull ? FULL_PASS_SIZE : SHORT_PASS_SIZE)) return undefined

  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const fields: PassFields = {
    eventTag: bytesToHex(bytes.subarray(AT.eventTag, AT.tokenId)),
    tokenId: view.getBigUint64(AT.tokenId),
    madeAt: view.getUint32(AT.madeAt),
    gateCode: view.getUint16(AT.gateCode),
    keyTag: bytesToHex(bytes.subarray(AT.keyTag, AT.signature)),
    signature: bytes.slice(AT.signature, AT.publicKey),
  }
  if (!isFull) return { form: 'short', ...fields }
  return {
    form: 'full',
    ...fields,
    publicKey: bytes.slice(AT.publicKey, AT.issuedAt),
    issuedAt: view.getUint32(AT.issuedAt),
    expiresAt: view.getUint32(AT.expiresAt),
    walletSignature: bytes.slice(AT.walletSignature, FULL_PASS_SIZE),
  }
}

/**
 * The bytes of a pass: 87 for the short form, 192 for the full one.
 *
 * @throws OutOfRangeError if a field does not fit its place.
 */
export function encodePass(pass: Pass): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(pass.form === 'full' ? FULL_PASS_SIZE : SHORT_PASS_SIZE)
  const view = new DataView(bytes.buffer)
  bytes[0] = VERSION[pass.form]
  bytes.set(sized('eventTag', parseHex(pass.eventTag), 4), AT.eventTag)
  putTicketTimeAndCode(view, AT.tokenId, pass)
  bytes.set(sized('keyTag', parseHex(pass.keyTag), 4), AT.keyTag)
  bytes.set(sized('signature', pass.signature, 64), AT.signature)
  if (pass.form === 'full') {
    bytes.set(sized('publicKey', pass.publicKey, 33), AT.publicKey)
    view.setUint32(AT.issuedAt, unsigned('issuedAt', pass.issuedAt, 32))
    view.setUint32(AT.expiresAt, unsigned('expiresAt', pass.expiresAt, 32))
    bytes.set(sized('walletSignature', pass.walletSignature, 64), AT.walletSignature)
  }
  return bytes
}

/**
 * The 55 bytes that the phone signs: `"usher-pass-v1" ‖ chainId uint64 ‖ contract 20 ‖ tokenId uint64 ‖ madeAt uint32
 * ‖ gateCode uint16`, big-endian. It names the event in full, where the code itself has only a tag.
 *
 * @throws OutOfRangeError if a field does not fit its place.
 */
export function signedPayload(
  event: EventId,
  said: Pick<PassFields, 'tokenId' | 'madeAt' | 'gateCode'>,
): Uint8Array<ArrayBuffer> {
  const payload = new Uint8Array(PAYLOAD_SIZE)
  payload.set(PAYLOAD_PREFIX)
  payload.set(eventKeyOf(event), PAYLOAD_PREFIX.length)
  putTicketTimeAndCode(new DataView(payload.buffer), PAYLOAD_PREFIX.length + 28, said)
  return payload
}

function putTicketTimeAndCode(
  view: DataView,
  offset: number,
  said: Pick<PassFields, 'tokenId' | 'madeAt' | 'gateCode'>,
): void {
  if (!(said.tokenId >= 0n && said.tokenId < 2n ** 64n)) throw new OutOfRangeError('tokenId', 'below 2^64')
  view.setBigUint64(offset, said.tokenId)
  view.setUint32(offset + 8, unsigned('madeAt', said.madeAt, 32))
  view.setUint16(offset + 12, unsigned('gateCode', said.gateCode, 16))
}

function unsigned(field: string, value: number, bits: 16 | 32): number {
  if (Number.isInteger(value) && value >= 0 && value < 2 ** bits) return value
  throw new OutOfRangeError(field, `an integer from 0 to 2^${bits} - 1`)
}

function sized(field: string, bytes: Uint8Array | undefined, size: number): Uint8Array {
  if (bytes?.length === size) return bytes
  throw new OutOfRangeError(field, `${size} bytes`)
}
