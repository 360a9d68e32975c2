import { base32nopad } from '@scure/base'
import { OutOfRangeError } from './error.ts'
import { decodePass, encodePass, type Pass } from './pass.ts'

/** Characters of a short pass, without prefix. */
const SHORT_TEXT_LENGTH = 140

/** Characters of a full pass, without prefix. */
const FULL_TEXT_LENGTH = 308

/** Longer input is refused unread, whatever it ends with. */
const MAX_TEXT_LENGTH = 1024

/** What QR alphanumeric mode can hold and does not end in Base32, or nothing. */
const PREFIX_PATTERN = /^(?:[0-9A-Z $%*+\-./:]{0,199}[0189 $%*+\-./:])?$/

/**
 * A deployment's prefix, usually `HTTPS://HOST/P/`, or undefined if a code could not be read back behind it.
 *
 * It may hold only characters of QR alphanumeric mode, and its last one must be none of Base32's, as a scanner reads
 * the trailing run of those. Taken in any case, answered in capitals.
 */
export function parsePassPrefix(text: string): string | undefined {
  const prefix = text.toUpperCase()
  return PREFIX_PATTERN.test(prefix) ? prefix : undefined
}

/**
 * The text of the code: `prefix` and Base32 (RFC 4648, capitals, no padding), fit for QR alphanumeric mode.
 *
 * @throws OutOfRangeError if a field of the pass or the prefix is not fit.
 */
export function formatPass(pass: Pass, prefix = ''): string {
  if (!PREFIX_PATTERN.test(prefix)) throw new OutOfRangeError('prefix', 'as parsePassPrefix answers it')
  return prefix + base32nopad.encode(encodePass(pass))
}

/**
 * The pass in a text that a scanner read, or undefined if there is none. Never throws, and the work is bounded
 * whatever the input.
 *
 * White space around is dropped and lower case accepted. What counts is the trailing run of Base32 characters, so
 * any prefix will do; the run must be exactly a pass, and its unused bits zero.
 */
export function parsePass(text: string): Pass | undefined {
  if (text.length > MAX_TEXT_LENGTH) return undefined
  const run = trailingRun(text.trim())
  if (run.length !== SHORT_TEXT_LENGTH && run.length !== FULL_TEXT_LENGTH) return undefined
  const bytes = decodeBase32(run.toUpperCase())
  return bytes && decodePass(bytes)
}

function trailingRun(text: string): string {
  let start = text.length
  while (start > 0 && isBase32(text.charCodeAt(start - 1))) start--
  return text.slice(start)
}

function isBase32(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || (code >= 0x32 && code <= 0x37)
}

/** The decoder throws on set bits beyond the last byte, which would let two texts stand for one pass. */
function decodeBase32(text: string): Uint8Array | undefined {
  try {
    return base32nopad.decode(text)
  } catch {
    return undefined
  }
}
