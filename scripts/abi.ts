/**
 * Writes the contracts' ABIs into `core/chain/abi/` as `as const` modules, so that viem can type every call and log.
 *
 *     node scripts/abi.ts            writes them
 *     node scripts/abi.ts --check    writes nothing; exit code 1 if one is stale
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Abi } from 'viem'
import { buildContracts, readArtifact, readEventAbi } from './artifacts.ts'

const folder = join(import.meta.dirname, '..', 'core', 'chain', 'abi')

const modules = [
  { contract: 'UsherEvent', file: 'usher-event.ts', name: 'usherEventAbi' },
  { contract: 'UsherFactory', file: 'usher-factory.ts', name: 'usherFactoryAbi' },
] as const

/** The text of a module that exports `abi` under `name`. */
function renderModule(contract: string, name: string, abi: Abi): string {
  return [
    `// Generated from contracts/${contract}.sol by scripts/abi.ts. Do not edit.`,
    '',
    `/** ABI of the contract ${contract}; contracts/interfaces/I${contract}.sol is its manual. */`,
    `export const ${name} = ${JSON.stringify(abi, undefined, 2)} as const`,
    '',
  ].join('\n')
}

await buildContracts()
await mkdir(folder, { recursive: true })

const stale: string[] = []
for (const { contract, file, name } of modules) {
  const abi = contract === 'UsherEvent' ? await readEventAbi() : (await readArtifact(contract)).abi
  const path = join(folder, file)
  const text = renderModule(contract, name, abi)
  if ((await readFile(path, 'utf8').catch(() => '')) === text) continue
  stale.push(file)
  if (!process.argv.includes('--check')) await writeFile(path, text)
}

if (process.argv.includes('--check') && stale.length > 0) {
  console.error(`Stale ABIs in core/chain/abi: ${stale.join(', ')}. Run: node scripts/abi.ts`)
  process.exitCode = 1
} else {
  console.log(stale.length > 0 ? `Wrote ${stale.join(', ')}` : 'ABIs are up to date')
}
