import { createServer } from 'node:net'
import { describePortHolder } from './port-holder.ts'

/** The port that was asked for is somebody else's. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken'

  constructor(port: number) {
    super(`Port ${port} is taken by ${describePortHolder(port)}. End it, or choose another: PORT=${port + 1}`)
  }
}

/** A port of the loopback interface that nobody listens on at this moment. */
export async function findFreePort(): Promise<number> {
  return listenOnce('127.0.0.1', 0)
}

/** `port` of the loopback interface if it is free, else another one that is. */
export async function preferPort(port: number): Promise<number> {
  return listenOnce('127.0.0.1', port).catch(findFreePort)
}

/**
 * Makes sure that we can listen on `port`, and that no other server answers there by the name of localhost, which may
 * mean either loopback address.
 *
 * @throws PortTaken, or what else keeps us from listening: an interface we do not have, a port below 1024
 */
export async function claimPort(host: string, port: number): Promise<void> {
  for (const address of new Set([host, '127.0.0.1', '::1'])) {
    await listenOnce(address, port).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') throw new PortTaken(port)
      // A machine without IPv6 has no ::1.
      if (address !== host) return
      throw new Error(`Usher cannot listen on ${host}:${port} (${error.code}). Set HOST and PORT otherwise.`)
    })
  }
}

function listenOnce(host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port))
    })
  })
}
