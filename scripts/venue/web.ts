/**
 * A web process without pages: the API as `app/server.ts` serves it, for measuring and for breaking it.
 *
 *     node scripts/venue/web.ts
 */
import { createServer } from 'node:http'
import { readServerEnvironment } from '#runtime/environment.ts'
import { createLogger } from '#runtime/logger.ts'
import { createListener } from '#server/http/listener.ts'
import { createApi } from '#server/http/router.ts'
import { openServices } from '#server/open-services.ts'
import { routes } from '../../app/api/_routes/all.ts'

const environment = readServerEnvironment(process.env)
const { host, port, origin, trustedProxies } = environment
const log = createLogger({ name: 'web', level: environment.logLevel })
const { services, db } = openServices(environment, log)
const server = createServer(
  createListener({
    api: createApi(routes, services),
    pages: (_, outgoing) => outgoing.writeHead(404).end(),
    origin,
    trustedProxies,
    isDevelopment: false,
    log,
  }),
)
server.listen(port, host, () => console.log('serving'))
process.once('SIGTERM', async () => {
  server.close()
  server.closeIdleConnections()
  await services.close()
  await db.$disconnect()
  process.exit(0)
})
