'use client'

import { useQuery } from '@tanstack/react-query'
import { CalendarX } from 'lucide-react'
import Link from 'next/link'
import { useAttendeeWords } from '#attendee/_words/use-words.ts'
import { Loaded } from '#ui/api/loaded.tsx'
import { eventsQuery } from '#ui/api/queries.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { useNow } from '#ui/time/use-now.ts'
import { EventCard } from './event-card.tsx'

/** Every event on show, the next doors first, the past ones last. */
export function EventList() {
  const query = useQuery(eventsQuery())
  const now = useNow()
  return (
    <Loaded query={query} loading={<Loading />} missing={<NoEvents />}>
      {(events) =>
        events.length === 0 ? (
          <NoEvents />
        ) : (
          <ul className="grid gap-4 sm:grid-cols-2">
            {inOrder(events, now).map((event) => (
              <li key={event.eventId}>
                <EventCard event={event} now={now} />
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  )
}

function inOrder<T extends { readonly doorsAt: string; readonly endsAt: string }>(
  events: readonly T[],
  now: number,
): readonly T[] {
  const isOver = (event: T) => Date.parse(event.endsAt) < now
  return events.toSorted(
    (one, other) => Number(isOver(one)) - Number(isOver(other)) || one.doorsAt.localeCompare(other.doorsAt),
  )
}

function NoEvents() {
  const t = useAttendeeWords()
  return (
    <Empty
      Icon={CalendarX}
      title={t('events.noneTitle')}
      actions={
        <Button asChild look="secondary">
          <Link href="/organizer">{t('events.organize')}</Link>
        </Button>
      }
    >
      {t('events.noneText')}
    </Empty>
  )
}

function Loading() {
  const t = useAttendeeWords()
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Skeleton label={t('events.loading')} className="h-44" />
      <Skeleton label={t('events.loading')} className="h-44" />
    </div>
  )
}
