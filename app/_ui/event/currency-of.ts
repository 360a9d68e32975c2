import type { Event } from '#core/api/event.ts'

/** What all of an event's prices are in: an ERC-20, or null for the chain's coin. */
export function currencyOf({ tiers }: Pick<Event, 'tiers'>): string | null {
  return tiers[0]?.currency ?? null
}
