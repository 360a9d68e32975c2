'use client'

import { useQuery } from '@tanstack/react-query'
import { SearchX } from 'lucide-react'
import Link from 'next/link'
import type { Event } from '#core/api/event.ts'
import { Loaded } from '#ui/api/loaded.tsx'
import { eventQuery } from '#ui/api/queries.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { PhaseTag } from '#ui/event/event-phase.tsx'
import { Fact, Facts } from '#ui/facts.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { formatDay, formatMoment } from '#ui/time/event-time.ts'
import { useNow } from '#ui/time/use-now.ts'
import { Address } from '#ui/wallet/address.tsx'
import { TierCard } from './tier-card.tsx'

/** One event: what it is, when, and its tiers with their rules. */
export function EventView({ eventId }: { readonly eventId: string }) {
  const query = useQuery(eventQuery(eventId))
  return (
    <Loaded
      query={query}
      loading={<Skeleton label="Loading the event" className="h-96" />}
      missing={<Missing />}
    >
      {(event) => <Details event={event} />}
    </Loaded>
  )
}

function Details({ event }: { readonly event: Event }) {
  const now = useNow()
  return (
    <>
      <PageTitle
        above={<PhaseTag event={event} now={now} />}
        title={event.name}
        lead={formatDay(event.doorsAt, event.timeZone)}
      />
      {event.status === 'canceled' && (
        <Notice tone="bad" title="This event is canceled" className="mb-6">
          No ticket moves any more. Whoever holds a paid ticket gets back exactly what was paid for it.
        </Notice>
      )}
      <div className="grid items-start gap-8 lg:grid-cols-[1fr_20rem]">
        <section aria-labelledby="tiers">
          <h2 id="tiers" className="mb-3 text-xl font-semibold tracking-tight">
            Tickets
          </h2>
          <ul className="space-y-4">
            {event.tiers.map((tier) => (
              <li key={tier.tierId}>
                <TierCard event={event} tier={tier} now={now} />
              </li>
            ))}
          </ul>
        </section>
        <section aria-labelledby="facts">
          <h2 id="facts" className="mb-1 text-xl font-semibold tracking-tight">
            Good to know
          </h2>
          <Facts>
            <Fact name="Doors">{formatMoment(event.doorsAt, event.timeZone)}</Fact>
            <Fact name="End">{formatMoment(event.endsAt, event.timeZone)}</Fact>
            <Fact name="Tickets move until">{formatMoment(event.cutOffAt, event.timeZone)}</Fact>
            <Fact name="Organizer">
              <Address value={event.organizer} />
            </Fact>
          </Facts>
          <Button asChild look="secondary" className="mt-4 w-full">
            <Link href="/tickets">My tickets</Link>
          </Button>
        </section>
      </div>
    </>
  )
}

function Missing() {
  return (
    <Empty
      Icon={SearchX}
      level={1}
      title="No such event"
      actions={
        <Button asChild>
          <Link href="/">See all events</Link>
        </Button>
      }
    >
      The link may be cut short, or the event was just created: a new one appears here after a few seconds.
    </Empty>
  )
}
