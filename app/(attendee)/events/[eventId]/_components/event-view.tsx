'use client'

import { useQuery } from '@tanstack/react-query'
import { SearchX } from 'lucide-react'
import Link from 'next/link'
import { lazy, Suspense } from 'react'
import { useAttendeeWords } from '#attendee/_words/use-words.ts'
import type { Event } from '#core/api/event.ts'
import type { Known } from '#core/known.ts'
import { Loaded } from '#ui/api/loaded.tsx'
import { eventQuery } from '#ui/api/queries.ts'
import { startWith } from '#ui/api/start-with.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { PhaseTag } from '#ui/event/event-phase.tsx'
import { EventPicture } from '#ui/event/event-picture.tsx'
import { titleOf } from '#ui/event/title-of.ts'
import { Fact, Facts } from '#ui/facts.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { useNow } from '#ui/time/use-now.ts'
import { useFragment } from '#ui/use-fragment.ts'
import { Address } from '#ui/wallet/address.tsx'
import { useFormat } from '#ui/words/use-format.ts'
import { About } from './about.tsx'
import { ResaleOffers } from './resale-offers.tsx'
import { TierCard } from './tier-card.tsx'

// few links bring a gift
const ClaimGift = lazy(async () => ({ default: (await import('./claim-gift.tsx')).ClaimGift }))

type EventViewProps = {
  readonly eventId: string
  /** What there was to know when the page was made. */
  readonly known: Known<Event> | undefined
}

/** One event: what it is, when, and its tiers with their rules. */
export function EventView({ eventId, known }: EventViewProps) {
  const t = useAttendeeWords()
  const query = useQuery({ ...eventQuery(eventId), ...startWith(known) })
  return (
    <Loaded
      query={query}
      loading={<Skeleton label={t('event.loading')} className="h-96" />}
      missing={<Missing />}
    >
      {(event) => <Details event={event} madeAt={known?.at} />}
    </Loaded>
  )
}

type DetailsProps = { readonly event: Event; readonly madeAt: number | undefined }

function Details({ event, madeAt }: DetailsProps) {
  const t = useAttendeeWords()
  const format = useFormat()
  const now = useNow(10_000, madeAt)
  const hasFragment = useFragment() !== ''
  return (
    <>
      <EventPicture event={event} isFirst className="mb-6 max-h-80 rounded-card" />
      <PageTitle
        above={<PhaseTag event={event} now={now} />}
        title={titleOf(event)}
        lead={
          <>
            {format.day(event.doorsAt, event.timeZone)}
            {event.description?.venue && <span className="block">{event.description.venue}</span>}
          </>
        }
      />
      <About event={event} />
      {event.status === 'canceled' && (
        <Notice tone="bad" title={t('event.canceledTitle')} className="mb-6">
          {t('event.canceledText')}
        </Notice>
      )}
      {hasFragment && (
        <Suspense>
          <ClaimGift event={event} />
        </Suspense>
      )}
      <div className="grid items-start gap-8 lg:grid-cols-[1fr_20rem]">
        <section aria-labelledby="tiers">
          <h2 id="tiers" className="mb-3 text-xl font-semibold tracking-tight">
            {t('event.tickets')}
          </h2>
          <ul className="space-y-4">
            {event.tiers.map((tier) => (
              <li key={tier.tierId}>
                <TierCard event={event} tier={tier} now={now} />
              </li>
            ))}
          </ul>
          <ResaleOffers event={event} />
        </section>
        <section aria-labelledby="facts">
          <h2 id="facts" className="mb-1 text-xl font-semibold tracking-tight">
            {t('event.facts')}
          </h2>
          <Facts>
            {event.description?.venue && <Fact name={t('event.venue')}>{event.description.venue}</Fact>}
            <Fact name={t('event.doors')}>{format.moment(event.doorsAt, event.timeZone)}</Fact>
            <Fact name={t('event.end')}>{format.moment(event.endsAt, event.timeZone)}</Fact>
            <Fact name={t('event.cutOff')}>{format.moment(event.cutOffAt, event.timeZone)}</Fact>
            <Fact name={t('event.organizer')}>
              <Address value={event.organizer} />
            </Fact>
            {/* what the contract itself says, where its organizer says otherwise */}
            {titleOf(event) !== event.name && <Fact name={t('event.onChain')}>{event.name}</Fact>}
          </Facts>
          <Button asChild look="secondary" className="mt-4 w-full">
            <Link href="/tickets">{t('places.tickets')}</Link>
          </Button>
        </section>
      </div>
    </>
  )
}

function Missing() {
  const t = useAttendeeWords()
  return (
    <Empty
      Icon={SearchX}
      level={1}
      title={t('event.missingTitle')}
      actions={
        <Button asChild>
          <Link href="/">{t('events.seeAll')}</Link>
        </Button>
      }
    >
      {t('event.missingText')}
    </Empty>
  )
}
