'use client'

import { useQueries, useQuery } from '@tanstack/react-query'
import { CalendarPlus } from 'lucide-react'
import Link from 'next/link'
import { Entrance } from '#organizer/_office/entrance.tsx'
import { eventsWithDesk, standingAt } from '#organizer/_office/standing.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Loaded } from '#ui/api/loaded.tsx'
import { eventQuery, meQuery } from '#ui/api/queries.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { EventOffice } from './event-office.tsx'

/** The events that the one who is signed in organizes or manages; or the way to sign in. */
export function Office() {
  return <Entrance>{(session) => <Events staff={session.address} />}</Entrance>
}

function Events({ staff }: { readonly staff: string }) {
  const t = useOrganizerWords()
  const me = useQuery(meQuery(staff))
  const desks = me.data ? eventsWithDesk(me.data) : []
  const events = useQueries({ queries: desks.map((eventId) => eventQuery(eventId)) })
  return (
    <Loaded query={me} loading={<Skeleton label={t('office.loading')} />} missing={<None />}>
      {(found) =>
        desks.length === 0 ? (
          <None />
        ) : (
          <div className="space-y-6">
            <CreateLink />
            {events.map((query, index) => (
              <Loaded
                key={desks[index]}
                query={query}
                loading={<Skeleton label={t('office.loadingOne')} className="h-64" />}
                missing={null}
              >
                {(event) => <EventOffice event={event} standing={standingAt(found, event.eventId)} />}
              </Loaded>
            ))}
          </div>
        )
      }
    </Loaded>
  )
}

function CreateLink() {
  const t = useOrganizerWords()
  return (
    <Button asChild>
      <Link href="/organizer/new">
        <CalendarPlus aria-hidden="true" className="size-5" /> {t('office.create')}
      </Link>
    </Button>
  )
}

function None() {
  const t = useOrganizerWords()
  return (
    <Empty Icon={CalendarPlus} title={t('office.noneTitle')} actions={<CreateLink />}>
      {t('office.noneText')}
    </Empty>
  )
}
