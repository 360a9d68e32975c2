import { secp256k1 } from '@noble/curves/secp256k1.js'
import { isAddress, isAddressEqual, zeroAddress } from 'viem'
import { z } from 'zod'
import { parsePassPrefix } from '#core/pass-text.ts'
import { isLoopback } from './rules.ts'

/** With a longer one the short form of a code would need a larger QR code than version 7. */
export const LONGEST_PREFIX = 38

/** What a wrong value is answered with: the end of a sentence that begins with the variable's name. */
const must = (sentence: string) => ({ error: `must be ${sentence}` })

/** An empty value counts as none, as `NAME=` in a file does. */
const optional = <T extends z.ZodType>(type: T) =>
  z.preprocess((value) => value || undefined, type.optional())
const withDefault = <T extends z.ZodType>(type: T, value: z.output<T>) =>
  z.preprocess((given) => given || undefined, type.optional().default(value as never))

const url = (protocols: readonly string[], sentence: string) =>
  z.string().refine((text) => protocols.includes(URL.parse(text)?.protocol ?? ''), must(sentence))
const postgresUrl = url(
  ['postgresql:', 'postgres:'],
  'a URL like postgresql://user:password@host:5432/database',
)
const redisUrl = url(['redis:', 'rediss:'], 'a URL like redis://host:6379')
const rpcUrl = url(['http:', 'https:'], 'the URL of an Ethereum JSON-RPC node, like https://host/key')
const wsUrl = url(['ws:', 'wss:'], "the URL of a node's WebSocket, like wss://host/key")

const wholeNumber = (from: number, to: number) => {
  const message = must(`a whole number from ${from} to ${to}`)
  return z
    .string()
    .regex(/^\d+$/, message)
    .transform(Number)
    .pipe(z.int(message).min(from, message).max(to, message))
}
const secret = z
  .string()
  .refine(
    (text) => Buffer.byteLength(text) >= 32,
    must('a secret of at least 32 bytes: openssl rand -base64 48'),
  )
const address = z
  .string()
  .refine((text) => isAddress(text, { strict: false }), must('an address: 0x and 40 hexadecimal digits'))
  .transform((text) => text.toLowerCase() as `0x${string}`)
  .refine((text) => !isAddressEqual(text, zeroAddress), must('the address of a contract, not zero'))
const privateKey = z
  .string()
  .refine((text) => isPrivateKey(text), must('a private key: 0x and 64 hexadecimal digits'))
  .transform((text) => text as `0x${string}`)
const wei = z
  .string()
  .regex(/^\d{1,30}$/, must('an amount in wei, the chain’s smallest unit, in digits'))
  .transform(BigInt)
const origin = z
  .string()
  .refine((text) => isOrigin(text), must('scheme and host without a path, like https://tickets.example'))
  .transform((text) => new URL(text).origin)
const passPrefix = z
  .string()
  .refine(
    (text) => text.length <= LONGEST_PREFIX && parsePassPrefix(text) === text,
    must(
      `at most ${LONGEST_PREFIX} characters out of 0-9 A-Z $%*+-./: and space, of which the last is no letter and none of 2 to 7`,
    ),
  )
const projectId = z
  .string()
  .regex(/^[0-9a-f]{32}$/, must('the id of a WalletConnect project: 32 hexadecimal digits in small letters'))
const relayUrl = z
  .string()
  .refine((text) => isRelay(text), must('the WebSocket of a relay without a path, like wss://relay.example'))
  .transform((text) => new URL(text).origin)
const yes = z.literal('1', must('1, or empty'))
const logLevel = z.enum(
  ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
  must('fatal, error, warn, info, debug, trace or silent'),
)

/** Every variable that Usher reads. `.env.example` documents each one; a test compares the two. */
export const variables = z.object({
  HOST: withDefault(z.string(), '127.0.0.1'),
  PORT: withDefault(wholeNumber(1, 65_535), 3000),
  PUBLIC_URL: optional(origin),
  TRUSTED_PROXIES: withDefault(wholeNumber(0, 10), 0),
  TLS_CERT_FILE: optional(z.string()),
  TLS_KEY_FILE: optional(z.string()),

  DATABASE_URL: optional(postgresUrl),
  SERVER_DATABASE_URL: optional(postgresUrl),
  INDEXER_DATABASE_URL: optional(postgresUrl),
  REDIS_URL: optional(redisUrl),

  RPC_URL: optional(rpcUrl),
  RPC_WS_URL: optional(wsUrl),
  SECOND_RPC_URL: optional(rpcUrl),
  PAGES_RPC_URL: optional(rpcUrl),
  CHAIN_ID: optional(wholeNumber(1, Number.MAX_SAFE_INTEGER)),
  FACTORY_ADDRESS: optional(address),
  FACTORY_START_BLOCK: optional(wholeNumber(0, Number.MAX_SAFE_INTEGER)),
  /**
   * Set by `npm start` alone, when it has started the chain itself: `1` with Hardhat's accounts, whose keys everybody
   * knows, `fresh` with new ones.
   */
  LOCAL_CHAIN: optional(z.enum(['1', 'fresh'], must('what `npm start` sets'))),
  SETTLE_BLOCKS: optional(wholeNumber(0, 1000)),
  MAX_HEAD_AGE_SECONDS: optional(wholeNumber(1, 86_400)),
  INDEXER_STATUS_PORT: optional(wholeNumber(0, 65_535)),

  ACCESS_TOKEN_SECRET: optional(secret),
  REFRESH_TOKEN_SECRET: optional(secret),

  RELAYER_PRIVATE_KEY: optional(privateKey),
  RELAY_WEI_PER_EVENT_AND_DAY: withDefault(wei, 20_000_000_000_000_000n),
  RELAY_WEI_PER_DAY: withDefault(wei, 200_000_000_000_000_000n),
  RELAY_MAX_WEI_PER_GAS: withDefault(wei, 50_000_000_000n),
  RELAY_MAX_GAS: withDefault(wholeNumber(100_000, 16_777_216), 1_000_000),
  RELAY_CLAIMS_PER_MINUTE: withDefault(wholeNumber(1, 100_000), 60),
  RELAY_CLAIMS_PER_HOUR: withDefault(wholeNumber(1, 100_000), 10),

  WALLETCONNECT_PROJECT_ID: optional(projectId),
  WALLETCONNECT_RELAY_URL: withDefault(relayUrl, 'wss://relay.walletconnect.org'),
  BASE_ACCOUNT: optional(yes),

  PASS_PREFIX: z.string().optional().pipe(passPrefix.optional()),
  PASS_INTERVAL_SECONDS: withDefault(wholeNumber(5, 30), 15),

  SCANS_PER_MINUTE: withDefault(wholeNumber(1, 1_000_000), 600),
  SCANS_AT_ONCE: withDefault(wholeNumber(1, 100_000), 128),
  PASS_KEYS_PER_HOUR: withDefault(wholeNumber(1, 1_000_000), 20),
  LISTINGS_PER_HOUR: withDefault(wholeNumber(1, 1_000_000), 60),
  SIGN_IN_NONCES_PER_MINUTE: withDefault(wholeNumber(1, 1_000_000), 60),
  ANONYMOUS_PER_MINUTE: withDefault(wholeNumber(1, 10_000_000), 6000),
  ANONYMOUS_READS_PER_MINUTE: withDefault(wholeNumber(1, 10_000_000), 60_000),

  LOG_LEVEL: withDefault(logLevel, 'info'),
})

/** Every variable, parsed; what is not set and has no default is undefined. */
export type Settings = Readonly<z.output<typeof variables>>

function isPrivateKey(text: string): boolean {
  if (!/^0x[0-9a-fA-F]{64}$/.test(text)) return false
  const number = BigInt(text)
  return number > 0n && number < secp256k1.Point.Fn.ORDER
}

/** Encrypted, unless it does not leave this machine. */
function isRelay(text: string): boolean {
  const parsed = URL.parse(text)
  if (!parsed || (text !== parsed.origin && text !== `${parsed.origin}/`)) return false
  return parsed.protocol === 'wss:' || (parsed.protocol === 'ws:' && isLoopback(parsed.hostname))
}

function isOrigin(text: string): boolean {
  const parsed = URL.parse(text)
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol)) return false
  return text === parsed.origin || text === `${parsed.origin}/`
}
