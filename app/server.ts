/**
 * The web server: our own API, and ahead of it nothing; behind it Next with the pages.
 *
 *     node app/server.ts
 *
 * With NODE_ENV=production it serves what `next build` made, else Next compiles as it goes. Configuration comes from the
 * environment alone and is checked before anything listens.
 */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import createNext from 'next'
import { warnIfRecoverIsSlow } from '#runtime/crypto/recover.ts'
import { readServerEnvironment } from '#runtime/environment.ts'
import { createLogger } from '#runtime/logger.ts'
import { createListener } from '#server/http/listener.ts'
import { createApi } from '#server/http/router.ts'
import { openServices } from '#server/open-services.ts'
import { offerReads } from '#server/reads-for-pages.ts'
import { routes } from './api/_routes/all.ts'
import { postFaucet } from './api/_routes/faucet.ts'

/** For a request to arrive whole; no honest one is that slow. */
const requestTimeoutMs = 30_000
const keepHouseEveryMs = 3_600_000
/** Blocks leave chains seldom, and whoever was let in by one is inside by now. */
const raiseIncidentsEveryMs = 2_000
const settleClaimsEveryMs = 1_000
/** Answers under way may take so long after a stop was asked for. */
const stopWithinMs = 5_000

const environment = readServerEnvironment(process.env)
const { host, port, origin, tls, trustedProxies } = environment
const isDevelopment = process.env.NODE_ENV !== 'production'
const log = createLogger({ name: 'web', level: environment.logLevel })
await warnIfRecoverIsSlow(log)

const { services, db } = openServices(environment, log)
offerReads(services)

const server = tls
  ? createSecureServer({
      requestTimeout: requestTimeoutMs,
      cert: readFileSync(tls.certFile),
      key: readFileSync(tls.keyFile),
    })
  : createServer({ requestTimeout: requestTimeoutMs })
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
    api: createApi(environment.mayBePublished ? [...routes, postFaucet] : routes, services),
    pages: next.getRequestHandler(),
    origin,
    trustedProxies,
    isDevelopment,
    wallets: environment.wallets,
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
const raisingIncidents = setInterval(services.raiseIncidents, raiseIncidentsEveryMs)
const settlingClaims = setInterval(services.settleClaims, settleClaimsEveryMs)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)

/** Lets answers under way finish: a verdict that was written shall also be heard. */
async function stop(): Promise<void> {
  clearInterval(keepingHouse)
  clearInterval(raisingIncidents)
  clearInterval(settlingClaims)
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
