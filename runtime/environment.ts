import type { z } from 'zod'
import type { OutsideWallets } from '#core/deployment.ts'
import { parsePassPrefix } from '#core/pass-text.ts'
import { findContradictions, mayBePublished, type Problem } from './environment/rules.ts'
import { LONGEST_PREFIX, type Settings, variables } from './environment/variables.ts'

/** The environment as strings: `process.env`, or what a test makes up. */
export type Source = Readonly<Record<string, string | undefined>>

type Chain = {
  readonly rpcUrl: string
  /** A node of somebody else's: a block counts when both give its hash. */
  readonly secondRpcUrl: string | undefined
  readonly chainId: number
  /** We started this chain ourselves. */
  readonly isLocalChain: boolean
  /** Its accounts are Hardhat's, and only this machine reaches us: accounts whose keys everybody knows may sign. */
  readonly mayBePublished: boolean
  readonly factory: { readonly address: `0x${string}`; readonly startBlock: bigint }
  /** How many blocks old a ticket's last mint, sale or reissue must be before it admits. */
  readonly settleBlocks: number
  /** On chains with regular blocks: older than this, the head's timestamp says that the node lags. */
  readonly maxHeadAgeSeconds: number | undefined
}

/** What the web server runs with. */
export type ServerEnvironment = Chain & {
  readonly host: string
  readonly port: number
  /** Scheme, host and port under which people reach us; without a slash at its end. */
  readonly origin: string
  /** How many proxies of the operator's stand in front and append to X-Forwarded-For. */
  readonly trustedProxies: number
  /** PEM files with which we speak HTTPS ourselves; undefined: HTTP, for a proxy or for this machine alone. */
  readonly tls: { readonly certFile: string; readonly keyFile: string } | undefined
  readonly databaseUrl: string
  readonly redisUrl: string | undefined
  /** Where the pages' RPC proxy asks. */
  readonly pagesRpcUrl: string
  /** At least 32 bytes each, different from each other. */
  readonly accessTokenSecret: Uint8Array
  readonly refreshTokenSecret: Uint8Array
  readonly passPrefix: string
  readonly passIntervalSeconds: number
  readonly limits: {
    readonly scansPerMinute: number
    readonly scansAtOnce: number
    readonly passKeysPerHour: number
    readonly listingsPerHour: number
    readonly signInNoncesPerMinute: number
    readonly anonymousPerMinute: number
    readonly anonymousReadsPerMinute: number
  }
  readonly wallets: OutsideWallets
  /** Brings vouchers to the chain at our cost; undefined: it does not. */
  readonly relay:
    | {
        readonly privateKey: `0x${string}`
        readonly weiPerEventAndDay: bigint
        readonly weiPerDay: bigint
        readonly maxWeiPerGas: bigint
        readonly maxGas: bigint
        /** new claims per event */
        readonly claimsPerMinute: number
        /** new claims per recipient */
        readonly claimsPerHour: number
      }
    | undefined
  readonly logLevel: Settings['LOG_LEVEL']
}

/** What the indexer runs with. */
export type IndexerEnvironment = Chain & {
  readonly databaseUrl: string
  /** The node's WebSocket, which tells of heads at once. */
  readonly rpcWsUrl: string | undefined
  /** Where, on the loopback interface, it tells how it gets on. */
  readonly statusPort: number | undefined
  readonly logLevel: Settings['LOG_LEVEL']
}

const CHAIN_NEEDS = ['RPC_URL', 'CHAIN_ID', 'FACTORY_ADDRESS', 'FACTORY_START_BLOCK'] as const

/** The configuration is wrong. The message names every wrong variable and says what to do. */
export class EnvironmentInvalid extends Error {
  override readonly name = 'EnvironmentInvalid'
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    const lines = problems.map(({ name, sentence }) => `  ${name} ${sentence}`)
    super(`The configuration is not usable (.env.example explains each variable):\n${lines.join('\n')}`)
    this.problems = problems
  }
}

/**
 * Reads all variables, each by itself and against the others.
 *
 * @throws EnvironmentInvalid
 */
export function readSettings(source: Source): Settings {
  const parsed = variables.safeParse(source)
  if (!parsed.success) throw new EnvironmentInvalid(parsed.error.issues.map(toProblem))
  const settings: Settings = parsed.data
  const problems = [...findContradictions(settings)]
  if (problems.length > 0) throw new EnvironmentInvalid(problems)
  return settings
}

/**
 * What the web server needs, complete.
 *
 * @throws EnvironmentInvalid
 */
export function readServerEnvironment(source: Source): ServerEnvironment {
  const settings = need(
    readSettings(source),
    ...CHAIN_NEEDS,
    'SERVER_DATABASE_URL',
    'ACCESS_TOKEN_SECRET',
    'REFRESH_TOKEN_SECRET',
  )
  const origin = originOf(settings)
  return {
    ...toChain(settings),
    host: settings.HOST,
    port: settings.PORT,
    origin,
    trustedProxies: settings.TRUSTED_PROXIES,
    tls:
      settings.TLS_CERT_FILE && settings.TLS_KEY_FILE
        ? { certFile: settings.TLS_CERT_FILE, keyFile: settings.TLS_KEY_FILE }
        : undefined,
    databaseUrl: settings.SERVER_DATABASE_URL,
    redisUrl: settings.REDIS_URL,
    pagesRpcUrl: settings.PAGES_RPC_URL ?? settings.RPC_URL,
    accessTokenSecret: new TextEncoder().encode(settings.ACCESS_TOKEN_SECRET),
    refreshTokenSecret: new TextEncoder().encode(settings.REFRESH_TOKEN_SECRET),
    passPrefix: settings.PASS_PREFIX ?? prefixOf(origin),
    passIntervalSeconds: settings.PASS_INTERVAL_SECONDS,
    limits: {
      scansPerMinute: settings.SCANS_PER_MINUTE,
      scansAtOnce: settings.SCANS_AT_ONCE,
      passKeysPerHour: settings.PASS_KEYS_PER_HOUR,
      listingsPerHour: settings.LISTINGS_PER_HOUR,
      signInNoncesPerMinute: settings.SIGN_IN_NONCES_PER_MINUTE,
      anonymousPerMinute: settings.ANONYMOUS_PER_MINUTE,
      anonymousReadsPerMinute: settings.ANONYMOUS_READS_PER_MINUTE,
    },
    wallets: toWallets(settings),
    relay: settings.RELAYER_PRIVATE_KEY && {
      privateKey: settings.RELAYER_PRIVATE_KEY,
      weiPerEventAndDay: settings.RELAY_WEI_PER_EVENT_AND_DAY,
      weiPerDay: settings.RELAY_WEI_PER_DAY,
      maxWeiPerGas: settings.RELAY_MAX_WEI_PER_GAS,
      maxGas: BigInt(settings.RELAY_MAX_GAS),
      claimsPerMinute: settings.RELAY_CLAIMS_PER_MINUTE,
      claimsPerHour: settings.RELAY_CLAIMS_PER_HOUR,
    },
    logLevel: settings.LOG_LEVEL,
  }
}

/**
 * What the indexer needs, complete.
 *
 * @throws EnvironmentInvalid
 */
export function readIndexerEnvironment(source: Source): IndexerEnvironment {
  const settings = need(readSettings(source), ...CHAIN_NEEDS, 'INDEXER_DATABASE_URL')
  return {
    ...toChain(settings),
    databaseUrl: settings.INDEXER_DATABASE_URL,
    rpcWsUrl: settings.RPC_WS_URL,
    statusPort: settings.INDEXER_STATUS_PORT,
    logLevel: settings.LOG_LEVEL,
  }
}

/** Where people reach us: `PUBLIC_URL`, else this machine alone. */
export function originOf({ PUBLIC_URL, PORT, TLS_CERT_FILE }: Settings): string {
  return PUBLIC_URL ?? `${TLS_CERT_FILE ? 'https' : 'http'}://localhost:${PORT}`
}

/** What stands before the code, so that any camera leads to the page that explains it; none if it does not fit there. */
function prefixOf(origin: string): string {
  const prefix = parsePassPrefix(`${origin}/P/`)
  return prefix !== undefined && prefix.length <= LONGEST_PREFIX ? prefix : ''
}

function toWallets(settings: Settings): OutsideWallets {
  const { WALLETCONNECT_PROJECT_ID: projectId, WALLETCONNECT_RELAY_URL: relayUrl, BASE_ACCOUNT } = settings
  return {
    ...(projectId && { walletConnect: { projectId, relayUrl } }),
    ...(BASE_ACCOUNT && { baseAccount: true }),
  }
}

type Needed<Name extends keyof Settings> = Settings & { readonly [N in Name]-?: NonNullable<Settings[N]> }

function need<Name extends keyof Settings>(settings: Settings, ...names: readonly Name[]): Needed<Name> {
  const missing = names.filter((name) => settings[name] === undefined)
  if (missing.length > 0) {
    throw new EnvironmentInvalid(missing.map((name) => ({ name, sentence: 'must be set' })))
  }
  return settings as Needed<Name>
}

function toChain(settings: Needed<(typeof CHAIN_NEEDS)[number]>): Chain {
  const isLocalChain = settings.LOCAL_CHAIN !== undefined
  return {
    rpcUrl: settings.RPC_URL,
    secondRpcUrl: settings.SECOND_RPC_URL,
    chainId: settings.CHAIN_ID,
    isLocalChain,
    mayBePublished: mayBePublished(settings),
    factory: { address: settings.FACTORY_ADDRESS, startBlock: BigInt(settings.FACTORY_START_BLOCK) },
    settleBlocks: settings.SETTLE_BLOCKS ?? (isLocalChain ? 0 : 2),
    maxHeadAgeSeconds: settings.MAX_HEAD_AGE_SECONDS,
  }
}

function toProblem({ path, message }: z.core.$ZodIssue): Problem {
  return { name: path.join('.'), sentence: message }
}
