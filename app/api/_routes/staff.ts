import { staff, staffMember, staffRequest } from '#core/api/staff.ts'
import { getEvent } from '#server/event-key.ts'
import { ProblemError } from '#server/http/problem.ts'
import { defineRoute, json, noContent } from '#server/http/route.ts'
import { requireRole } from '#server/session/standing.ts'
import { eventParams, staffParams } from './params.ts'

export const getStaff = defineRoute({
  method: 'GET',
  path: '/api/events/{eventId}/staff',
  summary: 'Everybody who is or was staff of an event',
  access: 'signed-in',
  params: eventParams,
  answers: { 200: { description: 'Oldest first', schema: staff } },
  problems: ['bad_request', 'unauthenticated', 'forbidden'],
  handle: async ({ params, caller }, { findRole, findStaff }) => {
    const { key } = getEvent(params.eventId)
    requireRole(await findRole(caller, key), 'manager')
    return json({ staff: await findStaff(key) })
  },
})

export const postStaff = defineRoute({
  method: 'POST',
  path: '/api/events/{eventId}/staff',
  summary: 'Give an account a role at an event',
  access: 'signed-in',
  params: eventParams,
  body: staffRequest,
  answers: { 201: { description: 'Has the role from its next request on', schema: staffMember } },
  problems: ['bad_request', 'unauthenticated', 'forbidden'],
  handle: async ({ params, body, caller }, { findRole, grantStaff }) => {
    const { key } = getEvent(params.eventId)
    requireRole(await findRole(caller, key), 'manager')
    return json(await grantStaff(key, { ...body, by: caller.address }), 201)
  },
})

export const deleteStaff = defineRoute({
  method: 'DELETE',
  path: '/api/events/{eventId}/staff/{address}',
  summary: 'Take an account’s role at an event',
  access: 'signed-in',
  params: staffParams,
  answers: { 204: { description: 'Has none from its next request on' } },
  problems: ['bad_request', 'unauthenticated', 'forbidden', 'not_found'],
  handle: async ({ params, caller }, { findRole, disableStaff }) => {
    const { key } = getEvent(params.eventId)
    requireRole(await findRole(caller, key), 'manager')
    if (!(await disableStaff(key, params.address))) {
      throw new ProblemError('not_found', `${params.address} is not staff of this event.`)
    }
    return noContent()
  },
})
