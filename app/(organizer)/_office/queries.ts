import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type Attendance, eventTickets, stats } from '#core/api/office.ts'
import { callAuthorised } from '#ui/session/authorised.ts'

/** What tickets are looked for. */
export type TicketsAsked = {
  readonly search: string
  readonly tierId: string
  readonly attendance: Attendance | ''
  readonly after: string
}

/** A page of an event's tickets. */
export function eventTicketsQuery(eventId: string, asked: TicketsAsked) {
  const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''))
  return queryOptions({
    queryKey: ['event-tickets', eventId, asked],
    queryFn: ({ signal }) =>
      callAuthorised(`/api/events/${eventId}/tickets?${query}`, eventTickets, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  })
}

/** What happened at the gates, up to now. */
export function statsQuery(eventId: string) {
  return queryOptions({
    queryKey: ['stats', eventId],
    queryFn: ({ signal }) => callAuthorised(`/api/events/${eventId}/stats?minutes=60`, stats, { signal }),
    refetchInterval: 10_000,
  })
}
