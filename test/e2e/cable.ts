import { createServer, request as forward } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** A way to the server that can be pulled out: then nobody listens there any more, as in a hall without network. */
export type Cable = {
  /** Where the browser finds the server through this cable. */
  readonly origin: string
  readonly unplug: () => Promise<void>
  readonly plugIn: () => Promise<void>
}

/** Lays a cable to `target`. What passes looks to the server as if it had been asked directly. */
export async function layCable(target: string): Promise<Cable> {
  const sockets = new Set<Socket>()
  const { hostname, port, host } = new URL(target)
  const server = createServer((incoming, outgoing) => {
    const headers = { ...incoming.headers, host, ...(incoming.headers.origin ? { origin: target } : {}) }
    const { method, url: path } = incoming
    const sent = forward({ hostname, port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    sent.on('error', () => outgoing.destroy())
    incoming.pipe(sent)
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  const listen = (at: number) =>
    new Promise<void>((resolve) => server.listen(at, 'localhost', () => resolve()))
  await listen(0)
  const place = (server.address() as AddressInfo).port
  return {
    origin: `http://localhost:${place}`,
    unplug: async () => {
      if (!server.listening) return
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
    plugIn: async () => {
      if (!server.listening) await listen(place)
    },
  }
}
