'use client'

import { ArrowRight } from 'lucide-react'
import Link from 'next/link'
import { useAttendeeWords } from '#attendee/_words/use-words.ts'
import type { Event } from '#core/api/event.ts'
import { currencyOf } from '#ui/event/currency-of.ts'
import { PhaseTag } from '#ui/event/event-phase.tsx'
import { EventPicture } from '#ui/event/event-picture.tsx'
import { useMoney } from '#ui/event/money.ts'
import { decideSale } from '#ui/event/sale.ts'
import { titleOf } from '#ui/event/title-of.ts'
import { useFormat } from '#ui/words/use-format.ts'

/** One event among others; the whole card is the link. */
export function EventCard({ event, now }: { readonly event: Event; readonly now: number }) {
  const t = useAttendeeWords()
  const format = useFormat()
  // an event's tiers share one currency
  const money = useMoney(currencyOf(event))
  const open = event.tiers.filter((tier) => decideSale(event, tier, now).kind === 'open')
  const cheapest = open.toSorted((one, other) => Number(BigInt(one.price) - BigInt(other.price)))[0]
  return (
    <article className="group relative flex h-full flex-col overflow-hidden rounded-card border border-line bg-surface shadow-card transition-colors hover:border-accent-ink">
      <EventPicture event={event} />
      <div className="flex grow flex-col p-5">
        <div>
          <PhaseTag event={event} now={now} />
        </div>
        <h2 className="mt-4 text-xl font-semibold tracking-tight">
          <Link href={`/events/${event.eventId}`} className="after:absolute after:inset-0 after:rounded-card">
            {titleOf(event)}
          </Link>
        </h2>
        <p className="mt-1 text-ink-soft">{format.moment(event.doorsAt, event.timeZone)}</p>
        {event.description?.venue && <p className="text-ink-soft">{event.description.venue}</p>}
        <div className="grow" />
        <p className="mt-6 flex items-center justify-between border-t border-dashed border-line-strong pt-4 font-medium">
          {cheapest ? t('events.from', { price: money(cheapest.price) }) : t('events.notOnSale')}
          <ArrowRight
            aria-hidden="true"
            className="size-5 text-accent-ink transition-transform group-hover:translate-x-1"
          />
        </p>
      </div>
    </article>
  )
}
