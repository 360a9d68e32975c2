import { createParts } from '#scripts/stack/parts.ts'
import type { Stack } from '#scripts/stack/stack.ts'
import { startThrowAwayStack } from '#scripts/stack/throw-away-stack.ts'
import { atEndOfRun } from '../setup/teardown.ts'

/** The build of the pages is part of it, and a busy machine takes its time. */
export const START_LIMIT_MS = 300_000

const parts = createParts()
let starting: Promise<Stack> | undefined

/** The whole product on ports of its own, as `npm start` runs it; started once for all browser tests. */
export function sharedStack(): Promise<Stack> {
  if (!starting) {
    atEndOfRun(() => parts.stopAll())
    starting = startThrowAwayStack(parts, { say: () => undefined, log: () => undefined })
  }
  return starting
}
