import type { Tally } from '../suite.ts'

/** Counts checks and says the first failures of each kind. */
export type Checks = {
  readonly check: (isSo: boolean, what: string, details?: () => unknown) => void
  readonly tally: () => Tally
}

const mostSaid = 10

export function createChecks(say: (line: string) => void): Checks {
  let [passed, failed] = [0, 0]
  const said = new Map<string, number>()
  return {
    check: (isSo, what, details) => {
      if (isSo) {
        passed++
        return
      }
      failed++
      const times = (said.get(what) ?? 0) + 1
      said.set(what, times)
      if (times <= mostSaid) say(`FAILED ${what}${details ? `: ${JSON.stringify(details())}` : ''}`)
    },
    tally: () => ({ passed, failed }),
  }
}
