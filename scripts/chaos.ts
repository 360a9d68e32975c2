/**
 * `npm run -s chaos -- mirror|registry [--seed N] …`: breaks what the product stands on, by seed, and compares what is
 * left with what should be. The same seed chooses the same faults. The last line is `N passed, N failed`; exit code 1 if
 * any failed.
 */
import { readArguments, refuse } from './arguments.ts'
import type { Suite } from './chaos/suite.ts'

/** Each suite is loaded only when asked for. */
const SUITES: Readonly<Record<string, () => Promise<Suite>>> = {
  mirror: () => import('./chaos/mirror.ts'),
  registry: () => import('./chaos/registry.ts'),
}

const USAGE = `Usage: npm run -s chaos -- ${Object.keys(SUITES).join('|')} [--seed N] [--rounds N] [--seconds N]`

const { values, positionals } = readArguments(USAGE, {
  allowPositionals: true,
  options: { seed: { type: 'string' }, rounds: { type: 'string' }, seconds: { type: 'string' } },
})
const load = SUITES[positionals[0] ?? '']
if (!load || positionals.length > 1) refuse('Name one suite.', USAGE)
const sizes = { rounds: readNumber('rounds'), seconds: readNumber('seconds') }
const seed = readNumber('seed') ?? Math.floor(Math.random() * 2 ** 32)
console.log(`Seed ${seed}`)
const { run } = await load()
const { passed, failed } = await run({ seed, ...sizes, say: (line) => console.log(line) })
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

function readNumber(name: 'seed' | 'rounds' | 'seconds'): number | undefined {
  const value = values[name]
  if (value === undefined) return undefined
  const number = Number(value)
  if (value === '' || !Number.isSafeInteger(number) || number < 0)
    refuse(`--${name} takes a whole number.`, USAGE)
  return number
}
