import { createRequire } from 'node:module'
import { findFreePort } from './ports.ts'
import { type Part, startProcess } from './process.ts'

/** A node of Foundry's, for tests and measurements: it knows finality, reorganisations and WebSocket. */
export type Anvil = Part & {
  readonly rpcUrl: string
  readonly wsUrl: string
  readonly port: number
}

type Options = {
  /** A port of the loopback interface; a free one unless given. */
  readonly port?: number
  /** Unix seconds of the first block: chains of different times have no block in common. Now, unless given. */
  readonly genesisAt?: number
  /** What it is told beside; see `anvil --help`. */
  readonly args?: readonly string[]
}

/**
 * Starts anvil on a chain of its own: one block per transaction unless told otherwise, none while idle. The contracts of
 * a quick build, which are over the size limit, fit as well.
 *
 * @throws PartFailed when it does not come up
 */
export async function startAnvil(options: Options = {}): Promise<Anvil> {
  const port = options.port ?? (await findFreePort())
  const genesis = options.genesisAt === undefined ? [] : ['--timestamp', String(options.genesisAt)]
  const part = await startProcess({
    name: 'anvil',
    command: process.execPath,
    args: [
      createRequire(import.meta.url).resolve('@foundry-rs/anvil/bin.mjs'),
      ...['--host', '127.0.0.1', '--port', String(port), '--chain-id', '31337'],
      ...['--gas-limit', '100000000', '--code-size-limit', '1000000', '--order', 'fifo'],
      ...['--no-request-size-limit', ...genesis, ...(options.args ?? [])],
    ],
    ready: { line: /^Listening on /, withinSeconds: 60 },
  })
  return { ...part, rpcUrl: `http://127.0.0.1:${port}`, wsUrl: `ws://127.0.0.1:${port}`, port }
}
