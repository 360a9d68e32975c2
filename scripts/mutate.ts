/**
 * `npm run -s mutate`: breaks one rule of the contracts at a time and shows that a test notices. Last line
 * `N killed, N survived`; exit code 1 if one survives, does not compile, or its text is no longer in the source.
 *
 *     npm run -s mutate -- --only refund     only the mutants whose rule or file holds this word
 *     npm run -s mutate -- --from 200        from the 200th on, as they stand in the tables
 *     npm run -s mutate -- --resume          does not ask again for what was killed over the same sources and tests
 *     npm run -s mutate -- --jobs 4          this many at once; 2 by default
 */
import { availableParallelism } from 'node:os'
import { basename } from 'node:path'
import { readArguments } from './arguments.ts'
import { type Copy, makeCopy } from './mutate/copy.ts'
import { openJournal } from './mutate/journal.ts'
import { breakRule, type Mutant } from './mutate/mutant.ts'
import { mutants } from './mutate/mutants.ts'

const USAGE = 'Usage: npm run -s mutate -- [--only WORD] [--from N] [--resume] [--jobs N]'

const { values } = readArguments(USAGE, {
  options: {
    only: { type: 'string', default: '' },
    from: { type: 'string', default: '1' },
    resume: { type: 'boolean', default: false },
    jobs: { type: 'string', default: '2' },
  },
})
const startedAt = performance.now()
const chosen = mutants
  .slice(Number(values.from) - 1)
  .filter(({ rule, file }) => `${file} ${rule}`.includes(values.only))
for (const mutant of chosen) breakRule('.', mutant)

const copies = Array.from({ length: Math.min(Number(values.jobs), availableParallelism()) }, makeCopy)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
process.once('exit', () => {
  for (const copy of copies) copy.remove()
})

if (copies.length === 0) throw new Error('--jobs must be a number from 1')
await Promise.all(
  copies.map(async (copy) => {
    const { killer } = await copy.runUnbroken()
    if (killer)
      throw new Error(`A test fails with the contracts as they are, so it could tell nothing: ${killer}`)
  }),
)
say(`unbroken: every test passes`)

const journal = openJournal()
const survivors: Mutant[] = []
let killed = 0
const queue = chosen.filter(({ harmless }) => harmless === undefined)
await Promise.all(copies.map(work))
for (const { file, rule, harmless } of chosen) {
  if (harmless !== undefined) console.log(`changes nothing: ${basename(file)}: ${rule}: ${harmless}`)
}
for (const { file, rule } of survivors) console.log(`SURVIVED: ${basename(file)}: ${rule}`)
say('done')
console.log(`${killed} killed, ${survivors.length} survived`)
process.exit(survivors.length === 0 ? 0 : 1)

/** Takes mutants from the queue until there are none. */
async function work(copy: Copy): Promise<void> {
  for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
    const known = values.resume ? journal.findKiller(mutant) : undefined
    const killer = known ?? (await copy.run(mutant)).killer
    const what = `${basename(mutant.file)}: ${mutant.rule}`
    if (killer) killed += 1
    else survivors.push(mutant)
    if (killer && !known) journal.add(mutant, killer)
    say(killer ? `killed: ${what}: by ${killer}` : `SURVIVED: ${what}`)
  }
}

function say(text: string): void {
  console.log(`${((performance.now() - startedAt) / 1000).toFixed(0).padStart(5)} s  ${text}`)
}
