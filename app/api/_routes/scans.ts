import type { z } from 'zod'
import { scanAnswer, scanPreview, scanRequest, scans, scansQuery } from '#core/api/scan.ts'
import { parseRandomBits } from '#server/bytes.ts'
import { getEvent } from '#server/event-key.ts'
import { defineRoute, json } from '#server/http/route.ts'
import type { ScanRequest } from '#server/scans/scan-request.ts'
import type { Caller } from '#server/session/caller.ts'
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
      const request = toRequest(params.eventId, body, caller)
      const answer = await admit(request, caller, body.nonce)
      metrics.observeScan(answer, (performance.now() - startedAt) / 1000)
      if (!answer.repeated) announceScan(request.eventKey)
      return json(answer)
    } finally {
      end()
    }
  },
})

export const postScanPreview = defineRoute({
  method: 'POST',
  path: '/api/events/{eventId}/scans/preview',
  summary:
    'What a scan would come to, for two-step entry; nothing is written, and the scan that follows decides',
  access: 'signed-in',
  params: eventParams,
  body: scanRequest,
  answers: { 200: { description: 'The verdict as of now', schema: scanPreview } },
  problems: ['bad_request', 'unauthenticated', 'forbidden', 'not_found', 'rate_limited', 'unavailable'],
  handle: async ({ params, body, caller }, { previewScan, rateLimits }) => {
    const end = await rateLimits.beginScan(`${caller.address} ${caller.deviceId}`)
    try {
      return json(await previewScan(toRequest(params.eventId, body, caller), caller))
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

function toRequest(eventId: string, body: z.infer<typeof scanRequest>, caller: Caller): ScanRequest {
  const { event, key } = getEvent(eventId)
  return {
    event,
    eventKey: key,
    nonce: parseRandomBits(body.nonce),
    code: body.code,
    listId: body.listId,
    gateId: body.gateId,
    direction: body.direction,
    seenAt: body.seenAt === undefined ? undefined : new Date(body.seenAt),
    gateCode: body.gateCode ?? 0,
    decision: body.decision,
    deviceId: parseRandomBits(caller.deviceId),
    staff: caller.address,
  }
}
