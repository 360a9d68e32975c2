import { incidents } from '#core/api/incident.ts'
import { getEvent } from '#server/event-key.ts'
import { defineRoute, json } from '#server/http/route.ts'
import { requireRole } from '#server/session/standing.ts'
import { eventParams } from './params.ts'

export const getIncidents = defineRoute({
  method: 'GET',
  path: '/api/events/{eventId}/incidents',
  summary: 'What a person must look at, newest first',
  access: 'signed-in',
  params: eventParams,
  answers: { 200: { description: 'The latest 200', schema: incidents } },
  problems: ['bad_request', 'unauthenticated', 'forbidden'],
  handle: async ({ params, caller }, { findRole, findIncidents }) => {
    const { key } = getEvent(params.eventId)
    requireRole(await findRole(caller, key), 'steward')
    return json(await findIncidents(key))
  },
})
