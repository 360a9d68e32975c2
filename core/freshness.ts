import { type Refusal, refuse } from './reason.ts'
import type { UnixMs } from './time.ts'

/** The block that facts speak of, and when that was last known to be the chain's head. All times by one clock. */
export type AsOf = {
  readonly block: number
  /** The block's own timestamp. */
  readonly blockAt: UnixMs
  /** When a node last confirmed the block, by its hash, as its head; null: never. */
  readonly confirmedAt: UnixMs | null
  /** When these facts were read. */
  readonly now: UnixMs
}

/** How old facts may be. */
export type FreshnessLimits = {
  readonly confirmedMs: number
  /** For chains with regular blocks: how old the block's timestamp may be. null: blocks come when they come. */
  readonly blockMs: number | null
}

/** How long ago a node may have confirmed the block for a live verdict. */
export const MAX_CONFIRMED_AGE_MS = 10_000

/**
 * `mirror_stale` if the facts are too old to decide by, or undefined.
 *
 * Facts of a block at or after the event's transfer cut-off do not age: no ticket moves any more. What is missing or no
 * number counts as stale.
 */
export function judgeFreshness(asOf: AsOf, limits: FreshnessLimits, cutOffAt: UnixMs): Refusal | undefined {
  if (asOf.blockAt >= cutOffAt) return undefined
  const confirmedAgeMs = asOf.confirmedAt === null ? Number.NaN : asOf.now - asOf.confirmedAt
  const isConfirmed = Math.abs(confirmedAgeMs) <= limits.confirmedMs
  const isYoung = limits.blockMs === null || asOf.now - asOf.blockAt <= limits.blockMs
  if (isConfirmed && isYoung) return undefined
  return refuse('mirror_stale', { ageSeconds: Number.isNaN(confirmedAgeMs) ? null : confirmedAgeMs / 1000 })
}

/**
 * Until when facts that are fresh now stay so, if nothing newer is heard: what a write compares the clock with. null:
 * they do not age any more.
 */
export function freshUntil(asOf: AsOf, limits: FreshnessLimits, cutOffAt: UnixMs): UnixMs | null {
  if (asOf.blockAt >= cutOffAt) return null
  const confirmedUntil = asOf.confirmedAt === null ? 0 : asOf.confirmedAt + limits.confirmedMs
  return limits.blockMs === null ? confirmedUntil : Math.min(confirmedUntil, asOf.blockAt + limits.blockMs)
}
