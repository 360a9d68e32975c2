/** A longer pause between keys begins anew. A hardware scanner is far faster, but a busy phone may hear it late. */
const PAUSE_MS = 300

/** The shortest text worth sending: what a passing sleeve types on a keyboard is no scan. */
const SHORTEST = 20

/** Collects what a hardware scanner types. Base32 and the prefix survive the usual keyboard layouts. */
export type Wedge = {
  /** Takes one key press; answers the whole text when Enter ends one. */
  readonly press: (key: string, at: number) => string | undefined
}

/** A collector of key presses. Times are monotonic milliseconds. */
export function createWedge(): Wedge {
  let text = ''
  let lastAt = Number.NEGATIVE_INFINITY
  return {
    press: (key, at) => {
      if (at - lastAt > PAUSE_MS) text = ''
      lastAt = at
      if (key.length === 1) text += key
      if (key !== 'Enter') return undefined
      const typed = text
      text = ''
      return typed.length >= SHORTEST ? typed : undefined
    },
  }
}
