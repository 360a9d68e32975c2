import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { contractRoles } from '#core/api/contract-role.ts'
import { currency } from '#core/api/currency.ts'
import { type Attendance, eventTickets, holdings, stats } from '#core/api/office.ts'
import { signedVouchers } from '#core/api/signed-voucher.ts'
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

/** A page of the vouchers that were signed for an event here, newest first. */
export function vouchersQuery(eventId: string, before: string) {
  const query = new URLSearchParams(before === '' ? {} : { before })
  return queryOptions({
    queryKey: ['vouchers', eventId, before],
    queryFn: ({ signal }) =>
      callAuthorised(`/api/events/${eventId}/vouchers?${query}`, signedVouchers, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  })
}

/** Whom an event's contract has given a role. */
export function contractRolesQuery(eventId: string) {
  return queryOptions({
    queryKey: ['contract-roles', eventId],
    queryFn: ({ signal }) =>
      callAuthorised(`/api/events/${eventId}/contract-roles`, contractRoles, { signal }),
    refetchInterval: 15_000,
  })
}

/** What a token says of itself; the answer of a token never changes. */
export function currencyQuery(address: string) {
  return queryOptions({
    queryKey: ['currency', address],
    queryFn: ({ signal }) => callAuthorised(`/api/currencies/${address}`, currency, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
}

/** Who holds what of an event, and what could go back to them. */
export function holdingsQuery(eventId: string) {
  return queryOptions({
    queryKey: ['holdings', eventId],
    queryFn: ({ signal }) => callAuthorised(`/api/events/${eventId}/holdings`, holdings, { signal }),
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
