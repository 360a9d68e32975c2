import { eventTickets, eventTicketsQuery, holdings, stats, statsQuery } from '#core/api/office.ts'
import { getEvent } from '#server/event-key.ts'
import { type Answer, defineRoute, json } from '#server/http/route.ts'
import type { ExportCsv } from '#server/office/export-csv.ts'
import { requireRole } from '#server/session/standing.ts'
import { eventParams } from './params.ts'

export const getEventTickets = defineRoute({
  method: 'GET',
  path: '/api/events/{eventId}/tickets',
  summary: 'The tickets of an event and what became of them at the gates, a page at a time',
  access: 'signed-in',
  params: eventParams,
  query: eventTicketsQuery,
  answers: { 200: { description: 'By token id', schema: eventTickets } },
  problems: ['bad_request', 'unauthenticated', 'forbidden', 'unavailable'],
  handle: async ({ params, query, caller }, { findRole, findEventTickets }) => {
    const { key } = getEvent(params.eventId)
    requireRole(await findRole(caller, key), 'manager')
    const after = query.after === undefined ? undefined : BigInt(query.after)
    return json(await findEventTickets(key, { ...query, after }))
  },
})

export const getHoldings = defineRoute({
  method: 'GET',
  path: '/api/events/{eventId}/holdings',
  summary: 'How many hold tickets of an event, and what goes back to them if it is canceled',
  access: 'signed-in',
  params: eventParams,
  answers: { 200: { description: 'As of the mirror’s block', schema: holdings } },
  problems: ['bad_request', 'unauthenticated', 'forbidden', 'unavailable'],
  handle: async ({ params, caller }, { findRole, findHoldings }) => {
    const { key } = getEvent(params.eventId)
    requireRole(await findRole(caller, key), 'manager')
    return json(await findHoldings(key))
  },
})

export const getStats = defineRoute({
  method: 'GET',
  path: '/api/events/{eventId}/stats',
  summary: 'Who came, what is refused, and how fast each gate goes',
  access: 'signed-in',
  params: eventParams,
  query: statsQuery,
  answers: { 200: { description: 'Up to now', schema: stats } },
  problems: ['bad_request', 'unauthenticated', 'forbidden'],
  handle: async ({ params, query, caller }, { findRole, findStats }) => {
    const { key } = getEvent(params.eventId)
    requireRole(await findRole(caller, key), 'manager')
    return json(await findStats(key, query.minutes))
  },
})

const csvAnswer: Answer = {
  description: 'RFC 4180, UTF-8; a cell that a spreadsheet would run as a formula begins with an apostrophe',
  contentType: 'text/csv',
}

export const getTicketsCsv = defineRoute({
  method: 'GET',
  path: '/api/events/{eventId}/tickets.csv',
  summary: 'Every ticket of an event',
  access: 'signed-in',
  params: eventParams,
  answers: { 200: csvAnswer },
  problems: ['bad_request', 'unauthenticated', 'forbidden'],
  handle: async ({ params, caller }, { findRole, exportTickets }) => {
    const { key } = getEvent(params.eventId)
    requireRole(await findRole(caller, key), 'manager')
    return csv(exportTickets, key, 'tickets.csv')
  },
})

export const getScansCsv = defineRoute({
  method: 'GET',
  path: '/api/events/{eventId}/scans.csv',
  summary: 'The whole log of an event’s scans',
  access: 'signed-in',
  params: eventParams,
  answers: { 200: csvAnswer },
  problems: ['bad_request', 'unauthenticated', 'forbidden'],
  handle: async ({ params, caller }, { findRole, exportScans }) => {
    const { key } = getEvent(params.eventId)
    requireRole(await findRole(caller, key), 'manager')
    return csv(exportScans, key, 'scans.csv')
  },
})

/** Rows are read as they are taken, so that a large event needs no more memory than a small one. */
function csv(exportCsv: ExportCsv, key: Uint8Array<ArrayBuffer>, name: string): Response {
  const rows = exportCsv(key)
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: async (controller) => {
      const { value, done } = await rows.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    cancel: async () => {
      await rows.return(undefined)
    },
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  })
}
