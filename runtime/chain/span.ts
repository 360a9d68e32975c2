/**
 * How much is asked for at once: grows while all goes well and shrinks when it was too much, so that it settles at what
 * the node takes.
 */
export type Span = {
  /** A whole number from 1 to the most. */
  readonly size: number
  /** Notes that so much went well; only what used the whole span says that more may fit. */
  grow(used: number): void
  /** Notes that so much was too much. */
  shrink(used: number): void
}

/** Successes at a size before it grows, once something has been too much: a limit is not run into again and again. */
const PATIENCE = 8

/** @param first where it begins; @param most what it never exceeds */
export function createSpan(first: number, most: number): Span {
  let size = Math.min(first, most)
  let isLimited = false
  let successes = 0
  return {
    get size() {
      return size
    },
    grow: (used) => {
      if (used < size) return
      successes++
      if (isLimited && successes < PATIENCE) return
      successes = 0
      size = Math.min(most, isLimited ? size + Math.ceil(size / 4) : size * 2)
    },
    shrink: (used) => {
      isLimited = true
      successes = 0
      size = Math.max(1, Math.min(size, Math.floor(used / 2)))
    },
  }
}
