'use client'

import { useChains } from 'wagmi'
import type { Event, Tier } from '#core/api/event.ts'
import { Card } from '#ui/card.tsx'
import { formatPrice } from '#ui/event/money.ts'
import { decideSale, type Sale } from '#ui/event/sale.ts'
import { tierRules } from '#ui/event/tier-rules.ts'
import { formatMoment } from '#ui/time/event-time.ts'
import { BuyTicket } from './buy-ticket.tsx'

type TierCardProps = { readonly event: Event; readonly tier: Tier; readonly now: number }

/** One kind of ticket: its price, its rules in words, and the way to buy it or why there is none. */
export function TierCard({ event, tier, now }: TierCardProps) {
  const [chain] = useChains()
  const sale = decideSale(event, tier, now)
  return (
    <Card>
      <div className="flex items-baseline justify-between gap-4">
        <h3 className="text-lg font-semibold">{tier.name}</h3>
        {chain && (
          <p className="text-lg font-semibold tabular-nums">
            {formatPrice(tier.price, tier.currency, chain.nativeCurrency)}
          </p>
        )}
      </div>
      <ul className="mt-2 list-disc space-y-1 pl-5 text-ink-soft marker:text-line-strong">
        {tierRules(tier, event).map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
      <div className="mt-4">
        {sale.kind === 'open' ? (
          <BuyTicket event={event} tier={tier} left={sale.left} />
        ) : (
          <p className="font-medium">{saleWords(sale, event.timeZone)}</p>
        )}
      </div>
    </Card>
  )
}

function saleWords(sale: Exclude<Sale, { kind: 'open' }>, timeZone: string): string {
  if (sale.kind === 'not_yet') return `On sale from ${formatMoment(sale.startsAt, timeZone)}`
  const words: Record<typeof sale.kind, string> = {
    never: 'Not for sale: the organizer hands these out.',
    over: 'The sale is over.',
    sold_out: 'Sold out.',
    paused: 'The organizer has paused the sale. Come back in a while.',
    event_over: 'The event is over.',
    canceled: 'The event is canceled.',
  }
  return words[sale.kind]
}
