import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { describeProcess, findPortHolder, runsIn } from './port-holder.ts'

/** The port that was asked for is somebody else's. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken'

  constructor(port: number, holder: string) {
    super(`Port ${port} is taken by ${holder}. End it, or choose another: PORT=${port + 1}`)
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

/** How long a run that was just killed may take to give its port back. */
const GIVEN_BACK_WITHIN_MS = 8000

/**
 * Makes sure that we can listen on `port`, and that no other server answers there by the name of localhost, which may
 * mean either loopback address.
 *
 * @param ending waits a while for a holder that runs in `project`, an earlier run that may be ending, and says so
 * @throws PortTaken, or what else keeps us from listening: an interface we do not have, a port below 1024
 */
export async function claimPort(
  host: string,
  port: number,
  ending?: { readonly project: string; readonly say: (sentence: string) => void },
): Promise<void> {
  const deadline = Date.now() + GIVEN_BACK_WITHIN_MS
  for (let attempt = 1; !(await isFree(host, port)); attempt++) {
    const holder = findPortHolder(port)
    const mayEnd = ending !== undefined && holder !== undefined && runsIn(holder, ending.project)
    if (!mayEnd || Date.now() > deadline) throw new PortTaken(port, describeProcess(holder))
    if (attempt === 1) ending.say(`Waiting for an earlier run in this folder to give port ${port} back`)
    await wait(250)
  }
}

async function isFree(host: string, port: number): Promise<boolean> {
  for (const address of new Set([host, '127.0.0.1', '::1'])) {
    const code = await listenOnce(address, port).then(
      () => undefined,
      (error: NodeJS.ErrnoException) => error.code,
    )
    if (code === 'EADDRINUSE') return false
    // A machine without IPv6 has no ::1.
    if (code !== undefined && address === host) {
      throw new Error(`Usher cannot listen on ${host}:${port} (${code}). Set HOST and PORT otherwise.`)
    }
  }
  return true
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
