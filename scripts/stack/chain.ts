import { fileURLToPath } from 'node:url'
import type { Hex } from 'viem'
import { findFreePort } from './ports.ts'
import { type Part, startProcess } from './process.ts'

/** A chain of ours: a Hardhat node, new at every start, whose accounts hold play money. */
export type Chain = Part & {
  readonly rpcUrl: string
  readonly port: number
}

/** The id of the local chain, Hardhat's own. */
export const LOCAL_CHAIN_ID = 31_337

type Options = {
  /** A port of the loopback interface; a free one unless given. */
  readonly port?: number
  /** Whose accounts hold it; those that Hardhat publishes unless given. */
  readonly keys?: readonly Hex[]
  /** Hears what the node prints, which is nothing unless it fails. */
  readonly onLine?: (line: string) => void
}

/**
 * Starts the local chain: one block per transaction, none while idle.
 *
 * @throws PartFailed when the node does not come up.
 */
export async function startChain(options: Options = {}): Promise<Chain> {
  const port = options.port ?? (await findFreePort())
  const part = await startProcess({
    name: 'chain',
    command: process.execPath,
    args: [fileURLToPath(new URL('chain-node.ts', import.meta.url)), String(port)],
    // not as an argument, which every user of this machine can read
    env: { ...process.env, ...(options.keys && { KEYS: options.keys.join(' ') }) },
    onLine: options.onLine,
    ready: { line: /^listening on /, withinSeconds: 60 },
  })
  return { ...part, rpcUrl: `http://127.0.0.1:${port}`, port }
}
