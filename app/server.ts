/**
 * The web server: our own API, and ahead of it nothing; behind it Next with the pages.
 *
 *     node app/server.ts
 *
 * With NODE_ENV=production it serves what `next build` made, else Next compiles as it goes. Configuration comes from the
 * environment alone and is checked before anything listens.
 */
import { createServer } from 'node:http'
import createNext from 'next'
import { MAX_CONFIRMED_AGE_MS } from '#core/freshness.ts'
import { createDatabase } from '#prisma/client.ts'
import { createChainClient } from '#runtime/chain.ts'
import { warnIfRecoverIsSlow } from '#runtime/crypto/recover.ts'
import { readServerEnvironment, type ServerEnvironment } from '#runtime/environment.ts'
import { createLogger } from '#runtime/logger.ts'
import { createListener } from '#server/http/listener.ts'
import { createApi } from '#server/http/router.ts'
import { createServices, type Settings } from '#server/services.ts'
import { routes } from './api/_routes/all.ts'

/** How long a wallet's contract may take to answer. */
const walletTimeoutMs = 5_000
/** A scan waits for the second node while the guest waits at the gate. */
const secondNodeTimeoutMs = 2_000
/** For the waiting time that an unsettled ticket is given; Ethereum's. */
const usualBlockMs = 12_000
const connections = 20
/** For a request to arrive whole; no honest one is that slow. */
const requestTimeoutMs = 30_000
const keepHouseEveryMs = 3_600_000
/** Answers under way may take so long after a stop was asked for. */
const stopWithinMs = 5_000

const environment = readServerEnvironment(process.env)
const { host, port, origin, trustedProxies, databaseUrl } = environment
const isDevelopment = process.env.NODE_ENV !== 'production'
const log = createLogger({ name: 'web', level: environment.logLevel })
await warnIfRecoverIsSlow(log)

const db = createDatabase(databaseUrl, { name: 'usher web', connections })
const chain = createChainClient(environment.rpcUrl, { timeoutMs: walletTimeoutMs, retries: 0 })
const services = createServices(toSettings(environment), {
  db,
  databaseUrl,
  chain,
  ...(environment.secondRpcUrl && {
    secondChain: createChainClient(environment.secondRpcUrl, { timeoutMs: secondNodeTimeoutMs, retries: 0 }),
  }),
  log,
  now: () => new Date(),
})

const server = createServer({ requestTimeout: requestTimeoutMs })
const next = createNext({
  dev: isDevelopment,
  dir: `${import.meta.dirname}/..`,
  hostname: host,
  port,
  httpServer: server,
})
await next.prepare()
server.on(
  'request',
  createListener({
    api: createApi(routes, services),
    pages: next.getRequestHandler(),
    origin,
    trustedProxies,
    isDevelopment,
    log,
  }),
)
server.on('upgrade', next.getUpgradeHandler())
server.on('error', (error: NodeJS.ErrnoException) => {
  log.fatal({ err: error }, error.code === 'EADDRINUSE' ? `port ${port} is taken` : 'cannot listen')
  process.exit(1)
})
server.listen(port, host, () => log.info({ origin, host, port }, 'serving'))

const keepingHouse = setInterval(services.keepHouse, keepHouseEveryMs)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)

/** Lets answers under way finish: a verdict that was written shall also be heard. */
async function stop(): Promise<void> {
  clearInterval(keepingHouse)
  const forced = setTimeout(() => server.closeAllConnections(), stopWithinMs)
  server.close()
  server.closeIdleConnections()
  await services.close()
  await new Promise<void>((resolve) => {
    if (server.listening) server.once('close', resolve)
    else resolve()
  })
  clearTimeout(forced)
  await next.close()
  await db.$disconnect()
  process.exit(0)
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
