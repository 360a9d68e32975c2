/** A phone shows the full form one second in three: after this long without it, the registry's answer stands. */
export const FULL_FORM_WAIT_MS = 3_000

/** Waits for the full form of a code whose short form the registry does not know. */
export type FullFormWait = {
  /** The full form of this ticket's code, once the camera sees it; undefined if it does not in time. */
  readonly wait: (key: string) => Promise<string | undefined>
  /** Hands over a full form that came into view. False if nobody waits for it. */
  readonly offer: (key: string, text: string) => boolean
}

/** Keeps at most one wait per ticket and direction. */
export function createFullFormWait(): FullFormWait {
  const waiting = new Map<string, (text: string) => void>()
  return {
    wait: (key) =>
      new Promise((resolve) => {
        const end = (text?: string) => {
          clearTimeout(timer)
          waiting.delete(key)
          resolve(text)
        }
        const timer = setTimeout(end, FULL_FORM_WAIT_MS)
        waiting.set(key, end)
      }),
    offer: (key, text) => {
      const take = waiting.get(key)
      take?.(text)
      return take !== undefined
    },
  }
}
