import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import hre from 'hardhat'
import type { Abi, Hex } from 'viem'

/** A compiled contract. */
export type Artifact = {
  readonly abi: Abi
  readonly bytecode: Hex
}

/** Compiles the contracts; quick when nothing has changed since the last time. */
export async function buildContracts(): Promise<void> {
  await hre.tasks.getTask('build').run({ quiet: true })
}

/** Reads the compiled contract of that name; {@link buildContracts} must have run. */
export async function readArtifact(contract: string): Promise<Artifact> {
  const path = join(
    import.meta.dirname,
    '..',
    'artifacts',
    'contracts',
    `${contract}.sol`,
    `${contract}.json`,
  )
  return JSON.parse(await readFile(path, 'utf8')) as Artifact
}
