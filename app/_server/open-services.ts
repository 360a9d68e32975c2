import type { Logger } from 'pino'
import { MAX_CONFIRMED_AGE_MS } from '#core/freshness.ts'
import { createDatabase, type Database } from '#prisma/client.ts'
import { createChainClient } from '#runtime/chain.ts'
import type { ServerEnvironment } from '#runtime/environment.ts'
import type { WriteScans } from './scans/write-scans.ts'
import { createServices, type Services, type Settings } from './services.ts'

/** How long a wallet's contract may take to answer. */
const walletTimeoutMs = 5_000
/** A scan waits for the second node while the guest waits at the gate. */
const secondNodeTimeoutMs = 2_000
/** For the waiting time that an unsettled ticket is given; Ethereum's. */
const usualBlockMs = 12_000
const connections = 20

/**
 * The services of a web process as its environment asks for them, and their database, which is closed after them.
 *
 * @param writeScans for who measures what writing scans costs
 */
export function openServices(
  environment: ServerEnvironment,
  log: Logger,
  writeScans?: WriteScans,
): { readonly services: Services; readonly db: Database } {
  const { databaseUrl, rpcUrl, secondRpcUrl } = environment
  const db = createDatabase(databaseUrl, { name: 'usher web', connections })
  const services = createServices(toSettings(environment), {
    db,
    databaseUrl,
    chain: createChainClient(rpcUrl, { timeoutMs: walletTimeoutMs, retries: 0 }),
    ...(secondRpcUrl && {
      secondChain: createChainClient(secondRpcUrl, { timeoutMs: secondNodeTimeoutMs, retries: 0 }),
    }),
    log,
    now: () => new Date(),
    ...(writeScans && { writeScans }),
  })
  return { services, db }
}

function toSettings({
  settleBlocks,
  maxHeadAgeSeconds,
  passIntervalSeconds,
  ...rest
}: ServerEnvironment): Settings {
  return {
    ...rest,
    passPeriodSeconds: passIntervalSeconds,
    freshness: {
      confirmedMs: MAX_CONFIRMED_AGE_MS,
      blockMs: maxHeadAgeSeconds === undefined ? null : maxHeadAgeSeconds * 1000,
    },
    settle: { blocks: settleBlocks, blockMs: usualBlockMs },
  }
}
