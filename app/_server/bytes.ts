import { bytesToHex, type Hex, hexToBytes } from 'viem'
import { OutOfRangeError } from '#core/error.ts'

/** Bytes as a `bytea` column takes them. */
export function toBytes(hex: Hex): Uint8Array<ArrayBuffer> {
  return new Uint8Array(hexToBytes(hex))
}

/** Bytes as Postgres reads them in JSON. */
export function formatBytea(bytes: Uint8Array): string {
  return `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')}`
}

/** What a `bytea` column held, as JSON gives it: 0x and lower case. */
export function toHex(bytes: Uint8Array): Hex {
  return bytesToHex(bytes)
}

/** The 16 bytes of 128 random bits in the forms that the API takes: 32 hexadecimal digits, 0x before them, a UUID. */
export function parseRandomBits(text: string): Uint8Array<ArrayBuffer> {
  const hex = text.replace(/^0x|-/g, '')
  if (!/^[0-9a-fA-F]{32}$/.test(hex)) throw new OutOfRangeError('random bits', '32 hexadecimal digits')
  return toBytes(`0x${hex}`)
}

/** 128 random bits as the API answers them: 32 hexadecimal digits in lower case, without 0x. */
export function formatRandomBits(bytes: Uint8Array): string {
  return toHex(bytes).slice(2)
}
