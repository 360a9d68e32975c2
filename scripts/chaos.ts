/**
 * `npm run -s chaos -- mirror|registry [--seed N] …`: breaks what the product stands on, by seed, and compares what is
 * left with what should be. The same seed chooses the same faults. The last line is `N passed, N failed`; exit code 1 if
 * any failed.
 */
import { parseArgs } from 'node:util'
import type { Suite } from './chaos/suite.ts'

/** Each suite is loaded only when asked for. */
const SUITES: Readonly<Record<string, () => Promise<Suite>>> = {
  mirror: () => import('./chaos/mirror.ts'),
  registry: () => import('./chaos/registry.ts'),
}

const USAGE = `Usage: npm run -s chaos -- ${Object.keys(SUITES).join('|')} [--seed N] [--rounds N] [--seconds N]`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: { seed: { type: 'string' }, rounds: { type: 'string' }, seconds: { type: 'string' } },
})
const load = SUITES[positionals[0] ?? '']
if (load && positionals.length === 1) {
  const { run } = await load()
  const seed = readNumber(values.seed) ?? Math.floor(Math.random() * 2 ** 32)
  console.log(`Seed ${seed}`)
  const { passed, failed } = await run({
    seed,
    rounds: readNumber(values.rounds),
    seconds: readNumber(values.seconds),
    say: (line) => console.log(line),
  })
  console.log(`${passed} passed, ${failed} failed`)
  process.exit(failed === 0 ? 0 : 1)
}
console.error(USAGE)
process.exitCode = 1

function readNumber(value: string | boolean | undefined): number | undefined {
  if (value === undefined) return undefined
  const number = Number(value)
  if (!Number.isSafeInteger(number) || number < 0) {
    console.error(USAGE)
    process.exit(1)
  }
  return number
}
