import { scanAnswer, scanRequest, scans, scansQuery } from '#core/api/scan.ts'
import { parseRandomBits } from '#server/bytes.ts'
import { getEvent } from '#server/event-key.ts'
import { defineRoute, json } from '#server/http/route.ts'
import { requireRole } from '#server/session/standing.ts'
import { eventParams } from './params.ts'

export const postScan = defineRoute({
  method: 'POST',
  path: '/api/events/{eventId}/scans',
  summary: 'Scan a code at a gate; a refusal is an answer too',
  access: 'signed-in',
  params: eventParams,
  body: scanRequest,
  answers: { 200: { description: 'The verdict, which is on disk', schema: scanAnswer } },
  problems: [
    'bad_request',
    'unauthenticated',
    'forbidden',
    'not_found',
    'nonce_reused',
    'rate_limited',
    'unavailable',
  ],
  handle: async ({ params, body, caller }, { admit, announceScan, metrics, rateLimits }) => {
    const startedAt = performance.now()
    const end = await rateLimits.beginScan(`${caller.address} ${caller.deviceId}`)
    try {
      const { event, key } = getEvent(params.eventId)
      const { nonce, code, listId, gateId, direction, seenAt, gateCode } = body
      const request = {
        event,
        eventKey: key,
        nonce: parseRandomBits(nonce),
        code,
        listId,
        gateId,
        direction,
        seenAt: seenAt === undefined ? undefined : new Date(seenAt),
        gateCode: gateCode ?? 0,
        deviceId: parseRandomBits(caller.deviceId),
        staff: caller.address,
      }
      const answer = await admit(request, caller, nonce)
      metrics.observeScan(answer, (performance.now() - startedAt) / 1000)
      if (!answer.repeated) announceScan(key)
      return json(answer)
    } finally {
      end()
    }
  },
})

export const getScans = defineRoute({
  method: 'GET',
  path: '/api/events/{eventId}/scans',
  summary: 'The log of an event’s scans, a page at a time',
  access: 'signed-in',
  params: eventParams,
  query: scansQuery,
  answers: { 200: { description: 'Oldest first', schema: scans } },
  problems: ['bad_request', 'unauthenticated', 'forbidden'],
  handle: async ({ params, query, caller }, { findRole, findScans }) => {
    const { key } = getEvent(params.eventId)
    requireRole(await findRole(caller, key), 'steward')
    const { after, limit, verdict } = query
    return json(
      await findScans(key, { after: after === undefined ? undefined : BigInt(after), limit, verdict }),
    )
  },
})
