/** What ends a wait early: something has happened that is worth a look. */
export type Bell = {
  ring(): void
  /** Waits so long, or less: until the bell rings, or at once if it has rung since the last wait, or the signal comes. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>
}

export function createBell(): Bell {
  let hasRung = false
  let wake: (() => void) | undefined
  return {
    ring: () => {
      hasRung = true
      wake?.()
    },
    wait: async (milliseconds, signal) => {
      if (!hasRung && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
          signal.addEventListener('abort', wake, { once: true })
        })
      }
      if (wake) signal.removeEventListener('abort', wake)
      wake = undefined
      hasRung = false
    },
  }
}
