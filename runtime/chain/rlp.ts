import type { Hex } from 'viem'

/** What RLP encodes: bytes, as such or in 0x-hex, or a list of items. */
export type RlpItem = Hex | Uint8Array | readonly RlpItem[]

/**
 * The recursive-length prefix encoding of an item, written in one pass into a buffer of the right length: a block's
 * receipts are many small items, and a library that makes a buffer of each takes several times as long.
 *
 * Source: Ethereum Yellow Paper, appendix B.
 *
 * @param item hex of whole bytes, as `readBytes` makes sure of
 */
export function encodeRlp(item: RlpItem): Uint8Array {
  const buffer = Buffer.allocUnsafe(measure(item))
  write(item, buffer, 0)
  return buffer
}

/** A number as RLP writes it: big-endian without leading zeros, and zero as no byte at all. */
export function toRlpNumber(value: number | bigint): Hex {
  if (BigInt(value) === 0n) return '0x'
  const digits = value.toString(16)
  return digits.length % 2 === 0 ? `0x${digits}` : `0x0${digits}`
}

const SHORT = 55

function measure(item: RlpItem): number {
  const length = measurePayload(item)
  const isItself = length === 1 && !isList(item) && firstByte(item) < 0x80
  return isItself ? 1 : length + measurePrefix(length)
}

function measurePayload(item: RlpItem): number {
  if (typeof item === 'string') return (item.length - 2) / 2
  if (!isList(item)) return item.length
  let length = 0
  for (const part of item) length += measure(part)
  return length
}

function measurePrefix(length: number): number {
  return length <= SHORT ? 1 : 1 + bytesOf(length)
}

/** Writes an item at `at` and answers where it ends. */
function write(item: RlpItem, buffer: Buffer, at: number): number {
  const length = measurePayload(item)
  if (isList(item)) {
    let end = writePrefix(0xc0, length, buffer, at)
    for (const part of item) end = write(part, buffer, end)
    return end
  }
  const isItself = length === 1 && firstByte(item) < 0x80
  const start = isItself ? at : writePrefix(0x80, length, buffer, at)
  if (typeof item === 'string') buffer.write(item.slice(2), start, 'hex')
  else buffer.set(item, start)
  return start + length
}

function writePrefix(base: number, length: number, buffer: Buffer, at: number): number {
  if (length <= SHORT) return buffer.writeUInt8(base + length, at)
  const count = bytesOf(length)
  buffer.writeUInt8(base + SHORT + count, at)
  return buffer.writeUIntBE(length, at + 1, count)
}

function bytesOf(length: number): number {
  let count = 1
  for (let rest = length >>> 8; rest > 0; rest >>>= 8) count++
  return count
}

function firstByte(item: Hex | Uint8Array): number {
  return typeof item === 'string' ? Number.parseInt(item.slice(2, 4), 16) : (item[0] ?? 0)
}

function isList(item: RlpItem): item is readonly RlpItem[] {
  return Array.isArray(item)
}
