'use client'

import { useAttendeeWords } from '#attendee/_words/use-words.ts'
import type { Event, Tier } from '#core/api/event.ts'
import { Card } from '#ui/card.tsx'
import { useMoney } from '#ui/event/money.ts'
import { decideSale } from '#ui/event/sale.ts'
import { tierRules } from '#ui/event/tier-rules.ts'
import { useFormat } from '#ui/words/use-format.ts'
import { useUiWords } from '#ui/words/use-ui-words.ts'
import { BuyTicket } from './buy-ticket.tsx'

type TierCardProps = { readonly event: Event; readonly tier: Tier; readonly now: number }

/** One kind of ticket: its price, its rules in words, and the way to buy it or why there is none. */
export function TierCard({ event, tier, now }: TierCardProps) {
  const t = useAttendeeWords()
  const ui = useUiWords()
  const format = useFormat()
  const money = useMoney(tier.currency)
  const sale = decideSale(event, tier, now)
  return (
    <Card>
      <div className="flex items-baseline justify-between gap-4">
        <h3 className="text-lg font-semibold">{tier.name}</h3>
        <p suppressHydrationWarning className="text-lg font-semibold tabular-nums">
          {money(tier.price)}
        </p>
      </div>
      <ul className="mt-2 list-disc space-y-1 pl-5 text-ink-soft marker:text-line-strong">
        {tierRules(tier, event, { t: ui, format }).map((rule) => (
          <li key={rule} suppressHydrationWarning>
            {rule}
          </li>
        ))}
      </ul>
      <div className="mt-4">
        {sale.kind === 'open' ? (
          <BuyTicket event={event} tier={tier} left={sale.left} />
        ) : (
          <p suppressHydrationWarning className="font-medium">
            {sale.kind === 'not_yet'
              ? t('sale.not_yet', { moment: format.moment(sale.startsAt, event.timeZone) })
              : t(`sale.${sale.kind}`)}
          </p>
        )}
      </div>
    </Card>
  )
}
