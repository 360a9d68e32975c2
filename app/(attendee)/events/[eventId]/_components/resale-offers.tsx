'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAttendeeWords } from '#attendee/_words/use-words.ts'
import type { Event } from '#core/api/event.ts'
import type { Listing } from '#core/api/listing.ts'
import { listingsQuery } from '#ui/api/queries.ts'
import { ResaleOffer } from './resale-offer.tsx'

/** Tickets that their holders sell on; nothing where there is none. */
export function ResaleOffers({ event }: { readonly event: Event }) {
  const t = useAttendeeWords()
  const { data } = useQuery(listingsQuery(event.eventId))
  // an offer that is being paid here stays in view: it says how that went
  const [paying, setPaying] = useState<readonly Listing[]>([])
  const gone = paying.filter(({ listingId }) => !data?.some((open) => open.listingId === listingId))
  const shown = [...gone, ...(data ?? [])]
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
            <ResaleOffer
              event={event}
              listing={listing}
              onBuy={() =>
                setPaying((others) => [
                  ...others.filter((other) => other.listingId !== listing.listingId),
                  listing,
                ])
              }
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
