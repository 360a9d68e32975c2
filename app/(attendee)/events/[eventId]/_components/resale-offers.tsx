'use client'

import { useQuery } from '@tanstack/react-query'
import { useKeptInView } from '#attendee/_components/use-kept-in-view.ts'
import { useAttendeeWords } from '#attendee/_words/use-words.ts'
import type { Event } from '#core/api/event.ts'
import { listingsQuery } from '#ui/api/queries.ts'
import { ResaleOffer } from './resale-offer.tsx'

/** Tickets that their holders sell on; nothing where there is none. */
export function ResaleOffers({ event }: { readonly event: Event }) {
  const t = useAttendeeWords()
  const { data = [] } = useQuery(listingsQuery(event.eventId))
  const { shown, keep } = useKeptInView(data, ({ listingId }) => listingId)
  if (shown.length === 0) return null
  return (
    <section aria-labelledby="resale" className="mt-10">
      <h2 id="resale" className="text-xl font-semibold tracking-tight">
        {t('resale.title')}
      </h2>
      <p className="mt-1 mb-3 text-ink-soft">{t('resale.lead')}</p>
      <ul className="space-y-4">
        {shown.map((listing) => (
          <li key={listing.listingId}>
            <ResaleOffer event={event} listing={listing} onBuy={() => keep(listing)} />
          </li>
        ))}
      </ul>
    </section>
  )
}
