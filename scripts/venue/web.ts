/**
 * A web process without pages: the API as `app/server.ts` serves it, for measuring and for breaking it.
 *
 *     node scripts/venue/web.ts [--unwritten-port N]
 *
 * At the second port the same process answers scans and writes none of them: what writing is measured against.
 */
import { createServer } from 'node:http'
import { parseArgs } from 'node:util'
import { readServerEnvironment } from '#runtime/environment.ts'
import { createLogger } from '#runtime/logger.ts'
import { createListener } from '#server/http/listener.ts'
import { createApi } from '#server/http/router.ts'
import { openServices } from '#server/open-services.ts'
import type { WriteScans } from '#server/scans/write-scans.ts'
import { routes } from '../../app/api/_routes/all.ts'

const { values } = parseArgs({ options: { 'unwritten-port': { type: 'string' } } })
const environment = readServerEnvironment(process.env)
const { host, port, origin, trustedProxies } = environment
const log = createLogger({ name: 'web', level: environment.logLevel })

const stops = [await serve(port)]
if (values['unwritten-port']) stops.push(await serve(Number(values['unwritten-port']), unwritten()))
console.log('serving')
process.once('SIGTERM', async () => {
  for (const stop of stops) await stop()
  process.exit(0)
})

async function serve(at: number, writeScans?: WriteScans): Promise<() => Promise<void>> {
  const { services, db } = openServices(environment, log, writeScans)
  const server = createServer(
    createListener({
      api: createApi(routes, services),
      pages: (_, outgoing) => outgoing.writeHead(404).end(),
      origin,
      trustedProxies,
      isDevelopment: false,
      wallets: {},
      log,
    }),
  )
  await new Promise<void>((resolve) => server.listen(at, host, resolve))
  return async () => {
    server.close()
    server.closeIdleConnections()
    await services.close()
    await db.$disconnect()
  }
}

/** Says of every scan that it is written, and writes none: what is left is the route without its database work. */
function unwritten(): WriteScans {
  const outcome = { isWritten: true, isNew: true, isContextSame: true, isKeySame: true }
  return { refuse: async () => outcome, claim: async () => outcome, close: async () => {} }
}
