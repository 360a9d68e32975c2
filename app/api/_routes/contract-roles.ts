import { contractRoles } from '#core/api/contract-role.ts'
import { getEvent } from '#server/event-key.ts'
import { defineRoute, json } from '#server/http/route.ts'
import { requireRole } from '#server/session/standing.ts'
import { eventParams } from './params.ts'

export const getContractRoles = defineRoute({
  method: 'GET',
  path: '/api/events/{eventId}/contract-roles',
  summary: 'Whom the event’s contract lets issue tickets and mark them as used, beside its organizer',
  access: 'signed-in',
  params: eventParams,
  answers: { 200: { description: 'As of the mirror’s block', schema: contractRoles } },
  problems: ['bad_request', 'unauthenticated', 'forbidden', 'unavailable'],
  handle: async ({ params, caller }, { findRole, findContractRoles }) => {
    const { key } = getEvent(params.eventId)
    requireRole(await findRole(caller, key), 'manager')
    return json(await findContractRoles(key))
  },
})
