import { type Ticket, ticket, tickets, ticketsQuery } from '#core/api/ticket.ts'
import { parseTokenId } from '#core/token-id.ts'
import { getEvent } from '#server/event-key.ts'
import { ProblemError } from '#server/http/problem.ts'
import { defineRoute, json } from '#server/http/route.ts'
import { holderParams, ticketParams } from './params.ts'

export const getHeldTickets = defineRoute({
  method: 'GET',
  path: '/api/holders/{address}/tickets',
  summary: 'The tickets a wallet holds, a page at a time',
  access: 'anyone',
  params: holderParams,
  query: ticketsQuery,
  answers: { 200: { description: 'Public chain state as of the mirror’s block', schema: tickets } },
  problems: ['bad_request', 'rate_limited', 'unavailable'],
  handle: async ({ params, query, connection }, { rateLimits, findHeldTickets }) => {
    await rateLimits.countAnonymousRead(connection.remoteAddress)
    const eventKey = query.eventId && getEvent(query.eventId).key
    return json(await findHeldTickets(params.address, { eventKey, after: query.after, limit: query.limit }))
  },
})

export const getTicket = defineRoute({
  method: 'GET',
  path: '/api/events/{eventId}/tickets/{tokenId}',
  summary: 'One ticket and its transfers; its scans for its present holder and the event’s staff',
  access: 'known',
  params: ticketParams,
  answers: { 200: { description: 'The ticket as of the mirror’s block', schema: ticket } },
  problems: ['bad_request', 'unauthenticated', 'not_found', 'unavailable'],
  handle: async ({ params, caller }, { findTicket, findRole, findTicketScans }) => {
    const { key } = getEvent(params.eventId)
    const tokenId = parseTokenId(params.tokenId)
    const found = tokenId && (await findTicket(key, tokenId))
    if (!found)
      throw new ProblemError('not_found', `The mirror knows no ticket ${params.tokenId} of this event.`)
    const role = caller && (await findRole(caller, key))
    const maySeeScans = role !== undefined || caller?.address === found.holder
    const answer: Ticket = maySeeScans ? { ...found, ...(await findTicketScans(key, tokenId)) } : found
    return json(answer)
  },
})
