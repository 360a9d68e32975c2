import { type Entry, type Refusal, refuse } from './reason.ts'
import type { UnixMs } from './time.ts'
import { dayStartOf } from './time-zone.ts'

/**
 * How often a ticket may enter a check-in list: `once`; `reentry` after each exit scan; once per day (`daily`);
 * `unlimited`.
 */
export const ENTRY_POLICIES = ['once', 'reentry', 'daily', 'unlimited'] as const

export type EntryPolicy = (typeof ENTRY_POLICIES)[number]

/** The hour at which a day begins for `daily`, unless the event sets another. */
export const DEFAULT_DAY_BEGINS_HOUR = 6

/**
 * A policy as the conditional write compares it: admit if fewer than `maxEntries` entries since `since`, and nobody
 * inside where `mustBeOutside`.
 */
export type EntryRule = {
  /** null: any number. */
  readonly maxEntries: number | null
  /** Entries before it do not count. 0: all count. */
  readonly since: UnixMs
  readonly mustBeOutside: boolean
}

/** What the registry knows of a ticket on a list. No presence: never entered. */
export type Presence = {
  readonly isInside: boolean
  /** Entries that count; an annulled one does not. */
  readonly entries: number
  /** The admission that holds the place: the first since the ticket was last outside, or since counting began anew. */
  readonly first: Entry
  readonly lastEntryAt: UnixMs
}

/** The rule that a policy comes to for a scan at `at`. Zone and hour say when a day begins, for `daily` alone. */
export function entryRuleOf(
  policy: EntryPolicy,
  at: UnixMs,
  day: { readonly timeZone: string; readonly dayBeginsHour: number },
): EntryRule {
  switch (policy) {
    case 'once':
      return { maxEntries: 1, since: 0, mustBeOutside: false }
    case 'reentry':
      return { maxEntries: null, since: 0, mustBeOutside: true }
    case 'daily':
      return { maxEntries: 1, since: dayStartOf(at, day.timeZone, day.dayBeginsHour), mustBeOutside: false }
    case 'unlimited':
      return { maxEntries: null, since: 0, mustBeOutside: false }
  }
}

/** Why a rule refuses an entry, or undefined if it does not. What is no number refuses. */
export function decideEntry(presence: Presence | undefined, rule: EntryRule): Refusal | undefined {
  if (!presence) return undefined
  const { first } = presence
  if (rule.maxEntries !== null && !(entriesSince(presence, rule.since) < rule.maxEntries)) {
    return refuse('already_redeemed', { first })
  }
  if (rule.mustBeOutside && presence.isInside) return refuse('checkout_required', { first })
  return undefined
}

/** Why an exit is refused, or undefined if it is not. */
export function decideExit(presence: Presence | undefined): Refusal | undefined {
  return presence?.isInside ? undefined : refuse('not_inside', {})
}

/** The presence after an entry. Counting begins anew when even the last entry before is out of count. */
export function presenceAfterEntry(presence: Presence | undefined, rule: EntryRule, entry: Entry): Presence {
  const counted = presence ? entriesSince(presence, rule.since) : 0
  const isPlaceHeld = presence?.isInside && counted > 0
  return {
    isInside: true,
    entries: counted + 1,
    first: isPlaceHeld ? presence.first : entry,
    lastEntryAt: entry.at,
  }
}

/** The presence after an exit. Entries keep counting. */
export function presenceAfterExit(presence: Presence): Presence {
  return { ...presence, isInside: false }
}

/** All entries that count, unless even the last of them is older than `since`. */
function entriesSince(presence: Presence, since: UnixMs): number {
  return presence.lastEntryAt < since ? 0 : presence.entries
}
