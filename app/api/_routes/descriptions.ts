import { contractDocument, descriptionRequest } from '#core/api/description.ts'
import { MAX_PICTURE_BYTES } from '#core/picture.ts'
import { getEvent, noSuchEvent } from '#server/event-key.ts'
import { ProblemError } from '#server/http/problem.ts'
import { defineRoute, json, noContent } from '#server/http/route.ts'
import { requireRole } from '#server/session/standing.ts'
import { documentParams, eventParams } from './params.ts'

/** For the texts, and the picture in base64. */
const bodyLimit = 32 * 1024 + Math.ceil(MAX_PICTURE_BYTES / 3) * 4

export const postDescription = defineRoute({
  method: 'POST',
  path: '/api/events/{eventId}/description',
  summary: 'Say what an event is called, where it is, in which time zone, and show a picture',
  access: 'signed-in',
  params: eventParams,
  body: descriptionRequest,
  bodyLimit,
  answers: { 204: { description: 'Shown from now on' } },
  problems: ['bad_request', 'unauthenticated', 'forbidden'],
  handle: async ({ params, body, caller }, { findRole, describeEvent }) => {
    const { key } = getEvent(params.eventId)
    requireRole(await findRole(caller, key), 'manager')
    await describeEvent(key, body, caller.address)
    return noContent()
  },
})

export const getDescription = defineRoute({
  method: 'GET',
  path: '/api/events/{eventId}/description',
  summary: 'The document behind an event’s `contractURI`',
  access: 'anyone',
  params: eventParams,
  answers: { 200: { description: 'ERC-7572', schema: contractDocument } },
  problems: ['bad_request', 'not_found'],
  handle: async ({ params }, { findContractDocument }) => {
    const found = await findContractDocument(getEvent(params.eventId).key)
    if (!found) throw noSuchEvent(params.eventId)
    return json(found)
  },
})

export const getDocument = defineRoute({
  method: 'GET',
  path: '/api/descriptions/{documentId}',
  summary: 'The same, by the id that the `contractURI` was created with',
  access: 'anyone',
  params: documentParams,
  answers: { 200: { description: 'ERC-7572', schema: contractDocument } },
  problems: ['bad_request', 'not_found'],
  handle: async ({ params }, { findDescribed, findContractDocument }) => {
    const key = await findDescribed(params.documentId)
    const found = key && (await findContractDocument(key))
    if (!found) throw new ProblemError('not_found', 'No event in the mirror is described by this document.')
    return json(found)
  },
})

export const getPicture = defineRoute({
  method: 'GET',
  path: '/api/events/{eventId}/picture',
  summary: 'The picture of an event',
  access: 'anyone',
  params: eventParams,
  answers: { 200: { description: 'JPEG, PNG or WebP', contentType: 'image/*' } },
  problems: ['bad_request', 'not_found'],
  handle: async ({ params }, { findPicture }) => {
    const picture = await findPicture(getEvent(params.eventId).key)
    if (!picture) throw new ProblemError('not_found', 'This event has no picture.')
    return new Response(picture.bytes, {
      headers: {
        'content-type': picture.type,
        'cache-control': 'public, max-age=300',
        'content-security-policy': "default-src 'none'; sandbox",
      },
    })
  },
})
