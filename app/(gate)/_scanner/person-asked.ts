/** What a person decides about a ticket that the rules let in. */
export type Decision = 'allow' | 'deny'

/** Without a tap for this long nobody was allowed in. The server takes a scan of at most 30 s ago. */
export const ASKING_LIMIT_MS = 20_000

/** Waits for the steward's tap: one question at a time. */
export type PersonAsked = {
  readonly ask: () => Promise<Decision>
  /** The tap; nothing if nobody was asked. */
  readonly decide: (decision: Decision) => void
}

/** Asks a person, who denies by not answering. */
export function createPersonAsked(): PersonAsked {
  let settle: (decision: Decision) => void = () => undefined
  return {
    ask: () =>
      new Promise((resolve) => {
        const timer = setTimeout(() => resolve('deny'), ASKING_LIMIT_MS)
        settle = (decision) => {
          clearTimeout(timer)
          resolve(decision)
        }
      }),
    decide: (decision) => settle(decision),
  }
}
