import { passKey, passKeyFloor, passKeyRequest, passKeys } from '#core/api/pass-key.ts'
import { getEvent } from '#server/event-key.ts'
import { defineRoute, json, noContent } from '#server/http/route.ts'
import { eventParams, passKeyParams } from './params.ts'

export const postPassKey = defineRoute({
  method: 'POST',
  path: '/api/events/{eventId}/pass-keys',
  summary: 'Register a phone’s pass key, by the wallet’s signature alone',
  access: 'anyone',
  params: eventParams,
  body: passKeyRequest,
  answers: {
    201: { description: 'Registered: the phone may show the short form', schema: passKey },
    200: { description: 'Was registered already', schema: passKey },
  },
  problems: [
    'bad_request',
    'forbidden',
    'not_found',
    'conflict',
    'signature_invalid',
    'expiry_out_of_range',
    'rate_limited',
    'unavailable',
  ],
  handle: async ({ params, body, connection }, { rateLimits, registerPassKey }) => {
    await rateLimits.countAnonymous(connection.remoteAddress)
    const { event, key } = getEvent(params.eventId)
    const { passKey, isNew } = await registerPassKey(event, key, body)
    return json(passKey, isNew ? 201 : 200)
  },
})

export const getPassKeys = defineRoute({
  method: 'GET',
  path: '/api/events/{eventId}/pass-keys',
  summary: 'The phones that can enter with the caller’s tickets of an event',
  access: 'signed-in',
  params: eventParams,
  answers: { 200: { description: 'The caller’s own alone', schema: passKeys } },
  problems: ['bad_request', 'unauthenticated', 'forbidden'],
  handle: async ({ params, caller }, { findRole, findPassKeys }) => {
    const { key } = getEvent(params.eventId)
    await findRole(caller, key)
    return json({ passKeys: await findPassKeys(key, caller.address) })
  },
})

export const deletePassKey = defineRoute({
  method: 'DELETE',
  path: '/api/events/{eventId}/pass-keys/{publicKey}',
  summary: 'Revoke one of the caller’s pass keys, for good',
  access: 'signed-in',
  params: passKeyParams,
  answers: { 204: { description: 'No scan accepts it from now on' } },
  problems: ['bad_request', 'unauthenticated', 'forbidden', 'rate_limited'],
  handle: async ({ params, caller }, { findRole, rateLimits, revokePassKey }) => {
    const { key } = getEvent(params.eventId)
    await findRole(caller, key)
    await rateLimits.countRevocation(caller.address)
    await revokePassKey(key, caller.address, params.publicKey)
    return noContent()
  },
})

export const deletePassKeys = defineRoute({
  method: 'DELETE',
  path: '/api/events/{eventId}/pass-keys',
  summary: 'Revoke all of the caller’s pass keys of an event, those the registry never saw included',
  access: 'signed-in',
  params: eventParams,
  answers: { 200: { description: 'From when on a new authorisation counts', schema: passKeyFloor } },
  problems: ['bad_request', 'unauthenticated', 'forbidden'],
  handle: async ({ params, caller }, { findRole, revokeAllPassKeys }) => {
    const { key } = getEvent(params.eventId)
    await findRole(caller, key)
    return json({ validFrom: await revokeAllPassKeys(key, caller.address) })
  },
})
