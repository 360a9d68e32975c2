/** The waits between attempts at something that fails: doubling from the first to the longest. */
export type BackOff = {
  /** Attempts that have failed since the last success. */
  readonly failures: number
  /** Counts one failure more; answers how long to wait now, in milliseconds. */
  fail(): number
  succeed(): void
}

const FIRST_MS = 50
const LONGEST_MS = 500

export function createBackOff(): BackOff {
  let failures = 0
  return {
    get failures() {
      return failures
    },
    fail: () => Math.min(FIRST_MS * 2 ** failures++, LONGEST_MS),
    succeed: () => {
      failures = 0
    },
  }
}
