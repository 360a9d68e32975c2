'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { SearchX } from 'lucide-react'
import Link from 'next/link'
import { memo, Suspense } from 'react'
import { useAttendeeWords } from '#attendee/_words/use-words.ts'
import type { Event } from '#core/api/event.ts'
import type { Ticket } from '#core/api/ticket.ts'
import type { Known } from '#core/known.ts'
import { Loaded } from '#ui/api/loaded.tsx'
import { eventQuery, ticketQuery } from '#ui/api/queries.ts'
import { startWith } from '#ui/api/start-with.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { PhaseTag } from '#ui/event/event-phase.tsx'
import { titleOf } from '#ui/event/title-of.ts'
import { useSession } from '#ui/session/use-session.ts'
import { Skeleton } from '#ui/skeleton.tsx'
import { useNow } from '#ui/time/use-now.ts'
import { PhoneList } from './phone-list.tsx'
import { ReissueNotice } from './reissue-notice.tsx'
import { TicketActions } from './ticket-actions.tsx'
import { TicketFacts } from './ticket-facts.tsx'
import { TicketStub } from './ticket-stub.tsx'

type TicketViewProps = {
  readonly eventId: string
  readonly tokenId: string
  /** What there was to know for anybody when the page was made. */
  readonly knownEvent: Known<Event> | undefined
  readonly knownTicket: Known<Ticket> | undefined
}

/** One ticket: its pass as large as the phone allows, and what there is to know about it. */
export function TicketView({ eventId, tokenId, knownEvent, knownTicket }: TicketViewProps) {
  const t = useAttendeeWords()
  const { session } = useSession()
  const event = useQuery({ ...eventQuery(eventId), ...startWith(knownEvent) })
  const ticket = useQuery({
    ...ticketQuery(eventId, tokenId, session),
    ...startWith(session ? undefined : knownTicket),
    // what anybody may know stands until its holder's own answer comes
    placeholderData: keepPreviousData,
  })
  const loading = <Skeleton label={t('ticket.loading')} className="mx-auto h-[32rem] max-w-md" />
  return (
    <Loaded query={event} loading={loading} missing={<Missing />}>
      {(known) => (
        <Loaded query={ticket} loading={loading} missing={<Missing />}>
          {(held) => <Details event={known} ticket={held} madeAt={knownTicket?.at} />}
        </Loaded>
      )}
    </Loaded>
  )
}

type DetailsProps = {
  readonly event: Event
  readonly ticket: Ticket
  readonly madeAt: number | undefined
}

function Details({ event, ticket, madeAt }: DetailsProps) {
  const now = useNow(5_000, madeAt)
  const { session } = useSession()
  return (
    <div className="mx-auto grid max-w-4xl items-start gap-8 lg:grid-cols-[26rem_1fr] lg:gap-12">
      <div>
        <header className="mb-4 flex items-start justify-between gap-4">
          <h1 className="text-2xl font-semibold tracking-tight">{titleOf(event)}</h1>
          <PhaseTag event={event} now={now} />
        </header>
        <TicketStub event={event} ticket={ticket} now={now} />
      </div>
      <div>
        <AboutTicket event={event} ticket={ticket} />
        <TicketActions event={event} ticket={ticket} now={now} />
        {session?.address === ticket.holder && <PhoneList event={event} holder={ticket.holder} />}
      </div>
    </div>
  )
}

/** Taken over by itself when the pass has been (hence the boundary), and not drawn anew with every moment that passes. */
const AboutTicket = memo(function AboutTicket({ event, ticket }: Pick<DetailsProps, 'event' | 'ticket'>) {
  return (
    <Suspense>
      <ReissueNotice event={event} ticket={ticket} />
      <TicketFacts event={event} ticket={ticket} />
    </Suspense>
  )
})

function Missing() {
  const t = useAttendeeWords()
  return (
    <Empty
      Icon={SearchX}
      level={1}
      title={t('ticket.missingTitle')}
      actions={
        <Button asChild>
          <Link href="/tickets">{t('places.tickets')}</Link>
        </Button>
      }
    >
      {t('ticket.missingText')}
    </Empty>
  )
}
