/** Why tests of this run were skipped; the reporter says it at the end. */
const reasons = new Set<string>()

/** Skips the running test or, in a `before` hook, its suite; the reason is printed when the run ends. */
export function skip(context: Mocha.Context, reason: string): never {
  reasons.add(reason)
  return context.skip()
}

/** Each reason once, in the order of the run. */
export function listSkipReasons(): readonly string[] {
  return [...reasons]
}
