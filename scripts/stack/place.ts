import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { address, blockNumber } from '#core/api/primitives.ts'

const shape = z.object({
  ownerUrl: z.string(),
  rpcUrl: z.string(),
  chainId: z.int(),
  factory: address,
  startBlock: blockNumber,
})

/** Where the database and the chain of a running start are: for tools that look after them. */
export type Place = z.infer<typeof shape>

/** Writes it down for {@link findPlace}, readable by us alone: the database's URL has its owner's password. */
export function keepPlace(file: string, place: Readonly<Record<keyof Place, unknown>>): void {
  mkdirSync(dirname(file), { recursive: true })
  const { ownerUrl, rpcUrl, chainId, factory, startBlock } = place
  writeFileSync(file, JSON.stringify({ ownerUrl, rpcUrl, chainId, factory, startBlock }), { mode: 0o600 })
}

/** What the last start wrote down, whether it still runs or not; undefined when there is nothing to read. */
export function findPlace(file: string): Place | undefined {
  try {
    return shape.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}
