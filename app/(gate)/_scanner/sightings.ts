/** A ticket at rest before the camera is one presentation, until it has been out of view for this long. */
export const REST_MS = 5_000

/** Tells a new presentation from a ticket that merely stays in view. Times are monotonic milliseconds. */
export type Sightings = {
  /** Notes that `key` is in view at `at`, and answers whether that is a new presentation. */
  readonly isNew: (key: string, at: number) => boolean
  /** What was noted last came to nothing: the next sight of it is new. */
  readonly forget: (key: string) => void
}

/** A memory of what the camera has seen in the last seconds. */
export function createSightings(): Sightings {
  const lastSeen = new Map<string, number>()
  return {
    isNew: (key, at) => {
      const before = lastSeen.get(key)
      for (const [old, seenAt] of lastSeen) if (at - seenAt > REST_MS) lastSeen.delete(old)
      lastSeen.set(key, at)
      return before === undefined || at - before > REST_MS
    },
    forget: (key) => void lastSeen.delete(key),
  }
}
