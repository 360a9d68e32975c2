import { event, events, eventsQuery } from '#core/api/event.ts'
import { getEvent as getEventOf, noSuchEvent } from '#server/event-key.ts'
import { defineRoute, json } from '#server/http/route.ts'
import { eventParams } from './params.ts'

export const getEvents = defineRoute({
  method: 'GET',
  path: '/api/events',
  summary: 'The events on show, next doors first, a page at a time',
  access: 'anyone',
  query: eventsQuery,
  answers: { 200: { description: 'Events as of the mirror’s block', schema: events } },
  problems: ['bad_request', 'rate_limited', 'unavailable'],
  handle: async ({ query, connection }, { rateLimits, findEvents }) => {
    await rateLimits.countAnonymousRead(connection.remoteAddress)
    return json(await findEvents({ after: query.after, limit: query.limit }))
  },
})

export const getEvent = defineRoute({
  method: 'GET',
  path: '/api/events/{eventId}',
  summary: 'One event, its tiers, check-in lists and gates',
  access: 'anyone',
  params: eventParams,
  answers: { 200: { description: 'The event as of the mirror’s block', schema: event } },
  problems: ['bad_request', 'not_found', 'unavailable'],
  handle: async ({ params }, { findEvent }) => {
    const found = await findEvent(getEventOf(params.eventId).key)
    if (!found) throw noSuchEvent(params.eventId)
    return json(found)
  },
})
