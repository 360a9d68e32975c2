import { writeFile } from 'node:fs/promises'
import { eventTagOf } from '#core/event-id.ts'
import { DEFAULT_LEEWAY } from '#core/pass-time.ts'
import { MORE_FACTS } from './cases.ts'
import { authorisationCases, signatureCases, standingCases } from './key-cases.ts'
import { EVENT, KEYS, WALLETS } from './people.ts'
import type { Vectors } from './shape.ts'
import { readingCases, textCases } from './text-cases.ts'
import { policyCases, ticketCases } from './ticket-cases.ts'
import { workedExample } from './worked.ts'

/** All vectors, the same at each call: keys are fixed and signatures deterministic. */
export async function makeVectors(): Promise<Vectors> {
  const cases = await Promise.all([
    readingCases(),
    textCases(),
    signatureCases(),
    authorisationCases(),
    standingCases(),
    ticketCases(),
    policyCases(),
  ])
  return {
    ...EVENT,
    eventTag: eventTagOf(EVENT),
    leeway: DEFAULT_LEEWAY,
    keys: KEYS,
    wallets: WALLETS,
    worked: await workedExample(),
    defaults: { direction: 'entry', gateCode: 0, facts: MORE_FACTS },
    cases: cases.flat(),
  }
}

// `node test/vectors/make.ts` writes them anew
if (import.meta.main) {
  const file = new URL('pass-v1.json', import.meta.url)
  await writeFile(file, `${JSON.stringify(await makeVectors(), undefined, 2)}\n`)
}
