import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { pino } from 'pino'
import { createPublicClient, http } from 'viem'
import type { OutsideWallets } from '#core/deployment.ts'
import { MAX_CONFIRMED_AGE_MS } from '#core/freshness.ts'
import { createDatabase as openPrisma } from '#prisma/client.ts'
import { createListener } from '#server/http/listener.ts'
import { createApi } from '#server/http/router.ts'
import type { Limits } from '#server/rate-limits.ts'
import { createServices, type Services, type Settings } from '#server/services.ts'
import { routes } from '../../app/api/_routes/all.ts'
import { createDatabase, type TestDatabase } from '../setup/database.ts'

/** A server of its own on a database of its own, at a clock that a test can set. */
export type World = {
  readonly url: string
  readonly services: Services
  readonly database: TestDatabase
  /** the database as its owner sees it */
  readonly owner: pg.Pool
  /** the server's time, milliseconds; tests move it, never the machine's */
  readonly clock: { offsetMs: number; now: () => Date }
  readonly close: () => Promise<void>
}

/** The published ones, but for what one machine does for all the accounts of a test. */
export const generousLimits: Limits = {
  scansPerMinute: 600,
  scansAtOnce: 128,
  passKeysPerHour: 20,
  listingsPerHour: 60,
  signInNoncesPerMinute: 1000,
  anonymousPerMinute: 1000,
  anonymousReadsPerMinute: 10_000,
}

/** Where nobody listens. */
const nowhere = 'http://127.0.0.1:9'

type Options = Partial<Settings> & {
  readonly rpcUrl?: string
  readonly secondRpcUrl?: string
  readonly trustedProxies?: number
  readonly wallets?: OutsideWallets
  /** another process's, to share */
  readonly database?: TestDatabase
}

export async function openWorld({
  rpcUrl,
  secondRpcUrl,
  database: shared,
  trustedProxies = 0,
  wallets = {},
  ...settings
}: Options = {}): Promise<World> {
  const database = shared ?? (await createDatabase())
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 4 })
  // at the end of the run the cluster may be gone before the last connection is
  owner.on('error', () => {})
  const clock = { offsetMs: 0, now: () => new Date(Date.now() + clock.offsetMs) }
  const log = pino({ level: process.env.TEST_LOG ?? 'silent' })
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const db = openPrisma(database.serverUrl)
  const chain = connect(rpcUrl ?? nowhere)
  const services = createServices(
    {
      origin: url,
      chainId: 31_337,
      isLocalChain: true,
      mayBePublished: true,
      factory: { address: `0x${'fa'.repeat(20)}`, startBlock: 1n },
      passPeriodSeconds: 15,
      pagesRpcUrl: rpcUrl ?? nowhere,
      accessTokenSecret: new Uint8Array(32).fill(1),
      refreshTokenSecret: new Uint8Array(32).fill(2),
      freshness: { confirmedMs: MAX_CONFIRMED_AGE_MS, blockMs: null },
      settle: { blocks: 2, blockMs: 12_000 },
      redisUrl: undefined,
      relay: undefined,
      ...settings,
      limits: settings.limits ?? generousLimits,
    },
    {
      db,
      databaseUrl: database.serverUrl,
      chain,
      ...(secondRpcUrl && { secondChain: connect(secondRpcUrl) }),
      log,
      now: clock.now,
    },
  )
  server.on(
    'request',
    createListener({
      api: createApi(routes, services),
      pages: (_, outgoing) => outgoing.writeHead(404).end(),
      origin: url,
      trustedProxies,
      isDevelopment: false,
      wallets,
      log,
    }),
  )
  return {
    url,
    services,
    database,
    owner,
    clock,
    close: async () => {
      await services.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await db.$disconnect()
      await owner.end()
    },
  }
}

function connect(rpcUrl: string) {
  return createPublicClient({ transport: http(rpcUrl, { retryCount: 0, timeout: 30_000 }) })
}
