import type { Event, Tier } from '#core/api/event.ts'

/** Where a tier's sale stands. */
export type Sale =
  | { readonly kind: 'open'; readonly left: number }
  | { readonly kind: 'not_yet'; readonly startsAt: string }
  | { readonly kind: 'never' | 'over' | 'sold_out' | 'paused' | 'event_over' | 'canceled' }

/** Whether a tier can be bought at `now` (Unix milliseconds), and if not, why. The contract has the last word. */
export function decideSale(
  event: Pick<Event, 'status' | 'isSalesPaused' | 'endsAt'>,
  tier: Pick<Tier, 'supply' | 'sold' | 'saleStartsAt' | 'saleEndsAt'>,
  now: number,
): Sale {
  if (event.status === 'canceled') return { kind: 'canceled' }
  if (event.status !== 'selling' || !(now < Date.parse(event.endsAt))) return { kind: 'event_over' }
  if (tier.saleStartsAt === tier.saleEndsAt) return { kind: 'never' }
  if (now < Date.parse(tier.saleStartsAt)) return { kind: 'not_yet', startsAt: tier.saleStartsAt }
  if (!(now < Date.parse(tier.saleEndsAt))) return { kind: 'over' }
  if (tier.sold >= tier.supply) return { kind: 'sold_out' }
  if (event.isSalesPaused) return { kind: 'paused' }
  return { kind: 'open', left: tier.supply - tier.sold }
}
