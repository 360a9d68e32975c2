'use client'

import { useQuery } from '@tanstack/react-query'
import { Ticket } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import type { Event } from '#core/api/event.ts'
import { attendance } from '#core/api/office.ts'
import { Desk } from '#organizer/_office/desk.tsx'
import { Pager, usePages } from '#organizer/_office/pager.tsx'
import { eventTicketsQuery, type TicketsAsked } from '#organizer/_office/queries.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Loaded } from '#ui/api/loaded.tsx'
import { Empty } from '#ui/empty.tsx'
import { SelectField, TextField } from '#ui/field.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { Exports } from './exports.tsx'
import { TicketTable } from './ticket-table.tsx'

/** All tickets of an event: look for some, see what became of them, take them away as a file. */
export function DeskTickets({ eventId }: { readonly eventId: string }) {
  return <Desk eventId={eventId}>{(event) => <Tickets event={event} />}</Desk>
}

const EVERYTHING: Omit<TicketsAsked, 'after'> = { search: '', tierId: '', attendance: '' }

function Tickets({ event }: { readonly event: Event }) {
  const t = useOrganizerWords()
  const [asked, setAsked] = useState(EVERYTHING)
  const pages = usePages()
  const query = useQuery(eventTicketsQuery(event.eventId, { ...useDeferredValue(asked), after: pages.after }))
  const ask = (change: Partial<typeof EVERYTHING>) => {
    setAsked({ ...asked, ...change })
    pages.restart()
  }
  return (
    <div className="space-y-5">
      <search className="grid gap-4 md:grid-cols-[2fr_1fr_1fr]">
        <TextField
          type="search"
          label={t('tickets.search')}
          hint={t('tickets.searchHint')}
          value={asked.search}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => ask({ search: target.value })}
        />
        <SelectField
          label={t('tickets.tier')}
          value={asked.tierId}
          onChange={({ target }) => ask({ tierId: target.value })}
        >
          <option value="">{t('tickets.allTiers')}</option>
          {event.tiers.map(({ tierId, name }) => (
            <option key={tierId} value={tierId}>
              {name}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('tickets.attendance')}
          value={asked.attendance}
          onChange={({ target }) => ask({ attendance: attendance.safeParse(target.value).data ?? '' })}
        >
          <option value="">{t('tickets.anyAttendance')}</option>
          {attendance.options.map((each) => (
            <option key={each} value={each}>
              {t(`tickets.${each}`)}
            </option>
          ))}
        </SelectField>
      </search>
      <Loaded query={query} loading={<Skeleton label={t('tickets.loading')} />} missing={null}>
        {({ tickets, next }) =>
          tickets.length === 0 ? (
            <Empty Icon={Ticket} title={t('tickets.none')}>
              {t('tickets.noneText')}
            </Empty>
          ) : (
            <>
              <TicketTable event={event} tickets={tickets} />
              <Pager pages={pages} next={next} isLoading={query.isPlaceholderData} />
            </>
          )
        }
      </Loaded>
      <Exports eventId={event.eventId} />
    </div>
  )
}
