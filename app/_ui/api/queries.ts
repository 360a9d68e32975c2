import { queryOptions } from '@tanstack/react-query'
import type { Address } from 'viem'
import type { Ticket } from '#core/api/ticket.ts'
import { keptFor } from '../offline/kept-answers.ts'
import { callAuthorised } from '../session/authorised.ts'
import type { KeptSession } from '../session/session-store.ts'
import { callApi } from './client.ts'
import { callPages } from './pages.ts'
import * as shapes from './shapes.ts'

const REFRESH_MS = 15_000

/** Events on show. */
export function eventsQuery() {
  return queryOptions({
    queryKey: ['events'],
    queryFn: async ({ signal }) =>
      (await callPages('/api/events?limit=200', shapes.events, { signal })).flatMap((page) => page.events),
    refetchInterval: REFRESH_MS,
    meta: keptFor(),
  })
}

/** One event with its tiers, lists and gates. */
export function eventQuery(eventId: string) {
  return queryOptions({
    queryKey: ['event', eventId],
    queryFn: ({ signal }) => callApi(`/api/events/${eventId}`, shapes.event, { signal }),
    refetchInterval: REFRESH_MS,
    meta: keptFor(),
  })
}

/** The tickets of a wallet, in all events. */
export function heldTicketsQuery(holder: Address) {
  return queryOptions({
    queryKey: ['tickets', holder.toLowerCase()],
    queryFn: async ({ signal }) =>
      (
        await callPages(`/api/holders/${holder.toLowerCase()}/tickets?limit=500`, shapes.tickets, { signal })
      ).flatMap((page) => page.tickets),
    refetchInterval: REFRESH_MS,
    meta: keptFor(() => holder),
  })
}

/** What events owe a wallet. */
export function creditsQuery(holder: Address) {
  return queryOptions({
    queryKey: ['credits', holder.toLowerCase()],
    queryFn: async ({ signal }) =>
      (await callApi(`/api/holders/${holder.toLowerCase()}/credits`, shapes.credits, { signal })).credits,
    refetchInterval: REFRESH_MS,
  })
}

/** One ticket; with its scans and presence where `session` is its holder's or staff's. */
export function ticketQuery(eventId: string, tokenId: string, session?: KeptSession) {
  const path = `/api/events/${eventId}/tickets/${tokenId}`
  return queryOptions({
    queryKey: ['ticket', eventId, tokenId, session?.address ?? null],
    queryFn: ({ signal }) =>
      session ? callAuthorised(path, shapes.ticket, { signal }) : callApi(path, shapes.ticket, { signal }),
    refetchInterval: REFRESH_MS,
    meta: keptFor<Ticket>((known) => session?.address ?? known.holder),
  })
}

/** Tickets of an event that their holders offer, the cheapest first; or the offers of one of them. */
export function listingsQuery(eventId: string, tokenId?: string) {
  const ofTicket = tokenId === undefined ? '' : `&tokenId=${tokenId}`
  const path = `/api/events/${eventId}/listings?limit=200${ofTicket}`
  return queryOptions({
    queryKey: ['listings', eventId, ...(tokenId === undefined ? [] : [tokenId])],
    queryFn: async ({ signal }) => (await callApi(path, shapes.listings, { signal })).listings,
    refetchInterval: REFRESH_MS,
  })
}

/** The phones that can enter with the signed-in wallet's tickets of an event. */
export function passKeysQuery(eventId: string, holder: string) {
  return queryOptions({
    queryKey: ['pass-keys', eventId, holder],
    queryFn: async ({ signal }) =>
      (await callAuthorised(`/api/events/${eventId}/pass-keys`, shapes.passKeys, { signal })).passKeys,
    refetchInterval: REFRESH_MS,
  })
}

/** Who is signed in, and what they may do now. */
export function meQuery(address: string) {
  return queryOptions({
    queryKey: ['me', address],
    queryFn: ({ signal }) => callAuthorised('/api/auth/me', shapes.me, { signal }),
    refetchInterval: REFRESH_MS,
    meta: keptFor(() => address),
  })
}

/** The staff of an event, those that were removed included. */
export function staffQuery(eventId: string) {
  return queryOptions({
    queryKey: ['staff', eventId],
    queryFn: ({ signal }) => callAuthorised(`/api/events/${eventId}/staff`, shapes.staff, { signal }),
    refetchInterval: REFRESH_MS,
  })
}
