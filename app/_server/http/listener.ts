import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import type { OutsideWallets } from '#core/deployment.ts'
import { sendResponse, toRequest } from './node.ts'
import { ProblemError, toProblemResponse } from './problem.ts'
import { remoteAddressOf } from './remote-address.ts'
import type { Connection } from './route.ts'
import type { Api } from './router.ts'
import { createSecure } from './security-headers.ts'

type Options = {
  readonly api: Api
  /** what answers everything outside of `/api/` */
  readonly pages: RequestListener
  readonly origin: string
  /** how many proxies of ours stand in front */
  readonly trustedProxies: number
  /** lets pages do what only Next's development server needs */
  readonly isDevelopment: boolean
  /** what pages may reach beside us */
  readonly wallets: OutsideWallets
  readonly log: Logger
}

/** Answers `/api/…` by our own router, ahead of Next, whose route handlers cost more than a whole scan. */
export function createListener({
  api,
  pages,
  origin,
  trustedProxies,
  isDevelopment,
  wallets,
  log,
}: Options): RequestListener {
  const secure = createSecure(origin, { isDevelopment, wallets })
  return (incoming, outgoing) => {
    if (!/^\/api(\/|\?|$)/.test(incoming.url ?? '')) {
      secure.page(incoming, outgoing)
      pages(incoming, outgoing)
      return
    }
    secure.api(outgoing)
    const connection = { remoteAddress: remoteAddressOf(incoming, trustedProxies) }
    answer(api, origin, connection, incoming, outgoing).catch((error) => {
      log.error({ err: error }, 'an answer could not be sent')
      outgoing.destroy()
    })
  }
}

async function answer(
  api: Api,
  origin: string,
  connection: Connection,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  if (incoming.method === 'TRACE') {
    // no web Request can be made of it, and no path takes it
    const refused = new ProblemError('bad_request', 'No path takes TRACE.', { status: 405 })
    return sendResponse(toProblemResponse(refused), outgoing)
  }
  const request = await toRequest(incoming, outgoing, origin)
  const response = await api(request, connection)
  await sendResponse(response, outgoing)
}
