import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, globSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Mutant } from './mutant.ts'

const PROJECT = join(import.meta.dirname, '..', '..')
/** What decides how a mutant fares. Compiled for these sources and judged by these tests, or it is another run. */
const DECIDING = ['contracts/**/*.sol', 'test/contracts/**/*', 'scripts/hardhat.fast.ts', 'hardhat.config.ts']

/** Which mutants of these very sources a test has killed, kept on disk so that a run that was stopped can go on. */
export type Journal = {
  /** The test that killed the mutant in an earlier run over the same sources and tests. */
  findKiller(mutant: Mutant): string | undefined
  add(mutant: Mutant, killer: string): void
}

/** The journal of the sources and tests as they are now; any change of one byte in them begins another. */
export function openJournal(): Journal {
  const folder = join(PROJECT, 'cache', 'mutants')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${fingerprint()}.jsonl`)
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : []
  const killers = new Map(lines.map((line) => JSON.parse(line) as [key: string, killer: string]))
  return {
    findKiller: (mutant) => killers.get(keyOf(mutant)),
    add: (mutant, killer) => appendFileSync(path, `${JSON.stringify([keyOf(mutant), killer])}\n`),
  }
}

function keyOf({ file, search, replace }: Mutant): string {
  return JSON.stringify([file, search, replace])
}

function fingerprint(): string {
  const files = DECIDING.flatMap((pattern) => globSync(pattern, { cwd: PROJECT, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  const hash = createHash('sha256')
  for (const file of files) hash.update(file.slice(PROJECT.length)).update('\0').update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}
