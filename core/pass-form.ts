import type { Pass } from './pass.ts'
import type { UnixMs, UnixSeconds } from './time.ts'

/** While a key is younger than this, scanners without network may not know it yet. */
const YOUNG_MS = 60 * 60 * 1000

/** What a phone knows when it chooses which form of its code to show. */
export type ShownKey = {
  /** Whether the registry has acknowledged the key. */
  readonly isAcknowledged: boolean
  readonly issuedAt: UnixSeconds
  /** Whether the guest has said that the gate does not know the phone. */
  readonly isFullWanted: boolean
}

/**
 * Which form to show at this moment: the full one until the registry knows the key, when the guest wants it, and for one
 * second in three while the key is young; else the short one, which is quicker to read.
 */
export function passFormAt(now: UnixMs, { isAcknowledged, issuedAt, isFullWanted }: ShownKey): Pass['form'] {
  if (!isAcknowledged || isFullWanted) return 'full'
  const isYoung = now < issuedAt * 1000 + YOUNG_MS
  return isYoung && Math.floor(now / 1000) % 3 === 0 ? 'full' : 'short'
}
