import { base64urlnopad } from '@scure/base'
import { bytesToBigInt, bytesToHex, concatBytes, type Hex, keccak256, numberToBytes, zeroAddress } from 'viem'
import { privateKeyToAddress } from 'viem/accounts'
import { equalBytes, parseHex } from './bytes.ts'
import { OutOfRangeError } from './error.ts'
import { type EventId, formatEventId, parseEventId } from './event-id.ts'
import type { Voucher } from './voucher.ts'

/** A voucher with all that it takes to claim it. */
export type VoucherGift = {
  readonly voucher: Voucher
  /** the signer's, of the voucher */
  readonly signature: Hex
  /** of the voucher's one-time key; undefined: the voucher names its recipient */
  readonly privateKey: Hex | undefined
}

/**
 * Why a link holds no voucher that can be claimed.
 *
 * - `absent`: it is about something else
 * - `unknown_version`: it was made by a later Usher
 * - `damaged`: a part is missing or was changed on the way
 */
export type VoucherLinkFault = 'absent' | 'unknown_version' | 'damaged'

export type ParsedVoucherLink =
  | { readonly event: EventId; readonly gift: VoucherGift }
  | { readonly fault: VoucherLinkFault }

/** Stands before the Base64url in the fragment. */
const NAME = 'voucher='
const VERSION = 1
const FOR_RECIPIENT = 0
const FOR_KEY = 1
/** `version 1 ‖ binding 1 ‖ voucherId 32 ‖ signer 20 ‖ tierId 2 ‖ count 4 ‖ expiresAt 8` */
const HEAD_SIZE = 68
const CHECKSUM_SIZE = 4
/** Of a wallet at least, and of a smart account at most. */
const SIGNATURE_SIZES = [64, 8192] as const

/**
 * The link that gives a voucher away: the event's page, the voucher in the fragment.
 *
 * Browsers send no fragment, so the server never sees the private key. Whoever has the link can claim: it is as good as
 * the tickets until then.
 *
 * @param origin scheme and host, like `https://tickets.example`
 * @throws OutOfRangeError if a field does not fit its place, or the private key is not that of the voucher's key
 */
export function formatVoucherLink(origin: string, event: EventId, gift: VoucherGift): string {
  return `${origin}/events/${formatEventId(event)}#${NAME}${base64urlnopad.encode(encodeGift(gift))}`
}

/** The event and voucher of a link, or why it holds none. Nothing is verified: that is for the contract. */
export function parseVoucherLink(link: string): ParsedVoucherLink {
  const url = URL.parse(link.trim())
  const event = parseEventId(
    decodeURIComponentOrEmpty(url?.pathname.match(/\/events\/([^/]+)\/?$/)?.[1] ?? ''),
  )
  if (!url || !event || !url.hash.startsWith(`#${NAME}`)) return { fault: 'absent' }
  const gift = decodeGift(url.hash.slice(1 + NAME.length))
  return typeof gift === 'string' ? { fault: gift } : { event, gift }
}

function encodeGift({ voucher, signature, privateKey }: VoucherGift): Uint8Array {
  const { voucherId, signer, tierId, count, recipient, key, expiresAt } = voucher
  const isForKey = recipient === zeroAddress
  if (isForKey && keyOf(privateKey) !== key.toLowerCase()) {
    throw new OutOfRangeError('privateKey', 'that of the voucher’s key')
  }
  if (!isForKey && (key !== zeroAddress || privateKey)) {
    throw new OutOfRangeError('key', 'absent from a voucher that names its recipient')
  }
  const signed = bytesOf('signature', signature)
  if (!hasSignatureSize(signed.length)) throw new OutOfRangeError('signature', '64 to 8192 bytes')
  const body = concatBytes([
    Uint8Array.of(VERSION, isForKey ? FOR_KEY : FOR_RECIPIENT),
    bytesOf('voucherId', voucherId, 32),
    bytesOf('signer', signer, 20),
    uint('tierId', tierId, 2),
    uint('count', count, 4),
    uint('expiresAt', expiresAt, 8),
    isForKey ? bytesOf('privateKey', privateKey ?? '0x', 32) : bytesOf('recipient', recipient, 20),
    signed,
  ])
  return concatBytes([body, checksumOf(body)])
}

function decodeGift(text: string): VoucherGift | Exclude<VoucherLinkFault, 'absent'> {
  const bytes = decodeBase64(text)
  if (!bytes || bytes.length === 0) return 'damaged'
  if (bytes[0] !== VERSION) return 'unknown_version'
  const isForKey = bytes[1] === FOR_KEY
  const [body, checksum] = [bytes.subarray(0, -CHECKSUM_SIZE), bytes.subarray(-CHECKSUM_SIZE)]
  const signatureAt = HEAD_SIZE + (isForKey ? 32 : 20)
  const isWhole = equalBytes(checksumOf(body), checksum) && hasSignatureSize(body.length - signatureAt)
  if (!isWhole || (!isForKey && bytes[1] !== FOR_RECIPIENT)) return 'damaged'

  const bound = bytesToHex(body.subarray(HEAD_SIZE, signatureAt))
  const key = isForKey ? keyOf(bound) : zeroAddress
  if (key === undefined || bound === zeroAddress) return 'damaged'
  const voucher: Voucher = {
    voucherId: bytesToHex(body.subarray(2, 34)),
    signer: bytesToHex(body.subarray(34, 54)),
    tierId: Number(bytesToBigInt(body.subarray(54, 56))),
    count: Number(bytesToBigInt(body.subarray(56, 60))),
    recipient: isForKey ? zeroAddress : bound,
    key,
    expiresAt: bytesToBigInt(body.subarray(60, HEAD_SIZE)),
  }
  return {
    voucher,
    signature: bytesToHex(body.subarray(signatureAt)),
    privateKey: isForKey ? bound : undefined,
  }
}

/** The address of a private key in lower case, or undefined if it is none. */
function keyOf(privateKey: Hex | undefined): Hex | undefined {
  try {
    return privateKey && (privateKeyToAddress(privateKey).toLowerCase() as Hex)
  } catch {
    return undefined
  }
}

/** Tells a link that was cut or mistyped from one that is wrong; no protection against anybody. */
function checksumOf(body: Uint8Array): Uint8Array {
  return keccak256(body, 'bytes').subarray(0, CHECKSUM_SIZE)
}

function hasSignatureSize(size: number): boolean {
  const [least, most] = SIGNATURE_SIZES
  return size >= least && size <= most
}

function bytesOf(field: string, hex: Hex, size?: number): Uint8Array {
  const bytes = parseHex(hex, size)
  if (!bytes) throw new OutOfRangeError(field, size === undefined ? 'hexadecimal' : `${size} bytes`)
  return bytes
}

function uint(field: string, value: number | bigint, size: number): Uint8Array {
  try {
    return numberToBytes(value, { size })
  } catch {
    throw new OutOfRangeError(field, `a whole number of at most ${size} bytes`)
  }
}

function decodeBase64(text: string): Uint8Array | undefined {
  try {
    return base64urlnopad.decode(text)
  } catch {
    return undefined
  }
}

function decodeURIComponentOrEmpty(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
