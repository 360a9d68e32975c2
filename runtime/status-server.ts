import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An answer to somebody who looks at a process from outside. */
export type Page = { readonly status: number; readonly type: string; readonly body: string }

/** Pages of a process for those who run it, on the loopback interface alone. */
export type StatusServer = { readonly url: string; close(): Promise<void> }

/**
 * Serves pages by their paths, on GET and HEAD.
 *
 * @param port 0: a free one
 * @throws what `listen` throws when the port is taken
 */
export async function serveStatus(
  port: number,
  pages: Readonly<Record<string, () => Page | Promise<Page>>>,
): Promise<StatusServer> {
  const server = createServer(async (request, response) => {
    const make = request.method === 'GET' || request.method === 'HEAD' ? pages[request.url ?? ''] : undefined
    const { status, type, body } = (await make?.()) ?? NOT_FOUND
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve)
  })
  // Nobody who only looks keeps the process alive.
  server.unref()
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const NOT_FOUND: Page = {
  status: 404,
  type: 'text/plain; charset=utf-8',
  body: 'There is /status and /metrics.\n',
}
