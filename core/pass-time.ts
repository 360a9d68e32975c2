import type { UnixMs, UnixSeconds } from './time.ts'

/** How far `madeAt` of a code may lie from the moment when a camera saw it. */
export type Leeway = {
  readonly maxAgeSeconds: number
  readonly maxAheadSeconds: number
}

/** What an event has unless it sets another. */
export const DEFAULT_LEEWAY: Leeway = { maxAgeSeconds: 30, maxAheadSeconds: 5 }

/** What an event may widen it to. */
export const MAX_LEEWAY: Leeway = { maxAgeSeconds: 60, maxAheadSeconds: 15 }

/** True if an event may set this: no narrower than the default and no wider than the most. */
export function isLeeway({ maxAgeSeconds, maxAheadSeconds }: Leeway): boolean {
  return (
    maxAgeSeconds >= DEFAULT_LEEWAY.maxAgeSeconds &&
    maxAgeSeconds <= MAX_LEEWAY.maxAgeSeconds &&
    maxAheadSeconds >= DEFAULT_LEEWAY.maxAheadSeconds &&
    maxAheadSeconds <= MAX_LEEWAY.maxAheadSeconds
  )
}

/**
 * Where a code stands in time: `in_time` exactly if `seenAt - maxAge ≤ madeAt ≤ seenAt + maxAhead`.
 *
 * A leeway beyond {@link MAX_LEEWAY} counts as that. A time that is no number makes the code `expired`.
 */
export function judgePassTime(
  madeAt: UnixSeconds,
  seenAt: UnixMs,
  leeway: Leeway,
): 'in_time' | 'expired' | 'from_future' {
  const ageMs = seenAt - madeAt * 1000
  if (!(ageMs <= Math.min(leeway.maxAgeSeconds, MAX_LEEWAY.maxAgeSeconds) * 1000)) return 'expired'
  if (!(-ageMs <= Math.min(leeway.maxAheadSeconds, MAX_LEEWAY.maxAheadSeconds) * 1000)) return 'from_future'
  return 'in_time'
}
