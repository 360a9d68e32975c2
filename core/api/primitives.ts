import { z } from 'zod'
import { LOCAL_ID } from '../local-id.ts'

/** An address in any case; parsed to lower case, which is how every answer gives it. */
export const address = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/, 'must be 0x and 40 hexadecimal digits')
  .toLowerCase()
  .pipe(z.templateLiteral(['0x', z.string().regex(/^[0-9a-f]{40}$/)]))
  .meta({ description: 'Address, answered in lower case', example: `0x${'5f'.repeat(20)}` })

/** 32 bytes in hexadecimal: a block or transaction hash. */
export const hash = z
  .string()
  .regex(/^0x[0-9a-fA-F]{64}$/, 'must be 0x and 64 hexadecimal digits')
  .toLowerCase()
  .pipe(z.templateLiteral(['0x', z.string().regex(/^[0-9a-f]{64}$/)]))
  .meta({ description: '32 bytes in hexadecimal' })

/** A wallet's signature: 65 bytes, or whatever a smart account's contract takes (ERC-1271, ERC-6492), up to 8 KiB. */
export const walletSignature = z
  .string()
  .regex(/^0x([0-9a-fA-F]{2}){64,8192}$/, 'must be 0x and 64 to 8192 bytes in hexadecimal')
  .toLowerCase()
  .pipe(z.templateLiteral(['0x', z.string()]))
  .meta({ description: '65 bytes r‖s‖v, or the bytes that the smart account of the signer accepts' })

/** A P-256 public key as compressed SEC 1 point. */
export const publicKey = z
  .string()
  .regex(/^0x0[23][0-9a-fA-F]{64}$/, 'must be 0x and the 33 bytes of a compressed P-256 point')
  .toLowerCase()
  .pipe(z.templateLiteral(['0x0', z.string().regex(/^[23][0-9a-f]{64}$/)]))
  .meta({ description: '33 bytes, compressed P-256 point (SEC 1)', example: `0x02${'a1'.repeat(32)}` })

/** `<chainId>:<contract>`; parsed to lower case. */
export const eventId = z
  .string()
  .regex(/^[1-9][0-9]{0,15}:0x[0-9a-fA-F]{40}$/, 'must be <chainId>:<contract>')
  .toLowerCase()
  .pipe(z.templateLiteral([z.string().regex(/^[0-9]+$/), ':0x', z.string().regex(/^[0-9a-f]{40}$/)]))
  .meta({ description: '`<chainId>:<contract>`', example: `31337:0x${'5f'.repeat(20)}` })

const maxUint64 = 2n ** 64n - 1n

/** A token id, below 2^64, as decimal string without leading zeros. */
export const tokenId = z
  .string()
  .regex(/^(0|[1-9][0-9]{0,19})$/, { error: 'must be a decimal number', abort: true })
  .refine((text) => BigInt(text) <= maxUint64, 'must be below 2^64')
  .meta({ description: 'Token id, decimal', example: '1000000001' })

/** Where the page to answer begins, in a query. */
export const cursor = (shape: RegExp) =>
  z
    .string()
    .regex(shape, 'must be `next` of the page before')
    .optional()
    .meta({ description: '`next` of the page before' })

/** Where the page after an answer begins. */
export const next = z
  .string()
  .nullable()
  .meta({ description: 'Cursor of the next page; null: this is the last' })

/** An amount in the currency's smallest unit, as decimal string. */
export const amount = z
  .string()
  .regex(/^(0|[1-9][0-9]{0,77})$/, { error: 'must be a decimal number', abort: true })
  .meta({ description: "Amount in the currency's smallest unit, decimal", example: '50000000000000000' })

/** A time in an answer: RFC 3339, UTC, milliseconds. */
export const instant = z.iso
  .datetime({ precision: 3 })
  .meta({ description: 'RFC 3339, UTC, milliseconds', example: '2026-07-31T18:00:00.000Z' })

/** A time in a request: RFC 3339 with any offset and precision. */
export const instantInput = z.iso
  .datetime({ offset: true })
  .meta({ description: 'RFC 3339', example: '2026-07-31T18:00:00.000Z' })

/** Unix seconds that fit the pass: 0 to 2^32 − 1. */
export const unixSeconds = z
  .int()
  .min(0)
  .max(2 ** 32 - 1)
  .meta({ description: 'Unix seconds, below 2^32' })

/** 128 random bits that a device makes: a scan's nonce or the device's own id. */
export const randomBits = z
  .string()
  .regex(
    /^((0x)?[0-9a-fA-F]{32}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$/,
    'must be 32 hexadecimal digits, with or without 0x, or a UUID',
  )
  .meta({
    description: '128 random bits: 32 hexadecimal digits of any case, or the same as UUID',
    example: '6f1c9f0e2b7a4d5c8e3f1a2b4c5d6e7f',
  })

/** A device's id in an answer: 32 hexadecimal digits in lower case. */
export const deviceId = z.string().regex(/^[0-9a-f]{32}$/)

/** The name of a check-in list or gate, unique within its event. */
export const localId = z
  .string()
  .regex(LOCAL_ID, 'must be 1 to 32 of A-Z a-z 0-9 _ -, beginning with a letter or digit')

export const tierId = z.int().min(0)
export const blockNumber = z.int().min(0)
export const count = z.int().min(0)
export const basisPoints = z.int().min(0).max(65_535)

/** The mirrored block an answer speaks of. */
export const asOf = z
  .object({ block: blockNumber, hash })
  .meta({ description: 'The block of the mirror that the answer speaks of' })
export type AsOf = z.infer<typeof asOf>
