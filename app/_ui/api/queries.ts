import { queryOptions } from '@tanstack/react-query'
import type { Address } from 'viem'
import { event, events } from '#core/api/event.ts'
import { ticket, tickets } from '#core/api/ticket.ts'
import { callApi } from './client.ts'

const REFRESH_MS = 15_000

/** Events on show. */
export function eventsQuery() {
  return queryOptions({
    queryKey: ['events'],
    queryFn: async ({ signal }) => (await callApi('/api/events', events, { signal })).events,
    refetchInterval: REFRESH_MS,
  })
}

/** One event with its tiers, lists and gates. */
export function eventQuery(eventId: string) {
  return queryOptions({
    queryKey: ['event', eventId],
    queryFn: ({ signal }) => callApi(`/api/events/${eventId}`, event, { signal }),
    refetchInterval: REFRESH_MS,
  })
}

/** The tickets of a wallet, in all events. */
export function heldTicketsQuery(holder: Address) {
  return queryOptions({
    queryKey: ['tickets', holder.toLowerCase()],
    queryFn: async ({ signal }) =>
      (await callApi(`/api/holders/${holder.toLowerCase()}/tickets`, tickets, { signal })).tickets,
    refetchInterval: REFRESH_MS,
  })
}

/** One ticket; with its scans and presence where `token` is its holder's. */
export function ticketQuery(eventId: string, tokenId: string, token?: string) {
  return queryOptions({
    queryKey: ['ticket', eventId, tokenId, token ?? ''],
    queryFn: ({ signal }) => callApi(`/api/events/${eventId}/tickets/${tokenId}`, ticket, { signal, token }),
    refetchInterval: REFRESH_MS,
  })
}
