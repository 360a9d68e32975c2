import { z } from 'zod'
import { MAX_TIER_ID } from '../token-id.ts'
import { address, amount, asOf, count, instant, localId, next, tierId, tokenId } from './primitives.ts'
import { reason } from './scan.ts'
import { ticketStatus } from './ticket.ts'

/** What has become of a ticket at the gates: let in at least once; only ever refused; never seen. */
export const attendance = z.enum(['entered', 'refused', 'not_entered']).meta({ id: 'Attendance' })
export type Attendance = z.infer<typeof attendance>

/** GET /api/events/{eventId}/tickets */
export const eventTicketsQuery = z.object({
  search: z.string().max(64).optional().meta({
    description: 'A ticket (2000137 or 2-000137), a number in any tier, or 0x and the beginning of a wallet',
  }),
  tierId: z.coerce.number().int().min(1).max(MAX_TIER_ID).optional(),
  attendance: attendance.optional(),
  after: tokenId.optional().meta({ description: '`next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

const eventTicket = z
  .object({
    tokenId,
    tierId,
    holder: address,
    status: ticketStatus,
    attendance,
    isInside: z.boolean(),
    isUsed: z.boolean().meta({ description: 'Marked on chain: it no longer moves' }),
    pricePaid: amount.nullable().meta({ description: 'null: issued free' }),
    acquiredAt: instant,
    firstEntryAt: instant.nullable(),
  })
  .meta({ id: 'EventTicket' })
export type EventTicket = z.infer<typeof eventTicket>

export const eventTickets = z
  .object({
    tickets: z.array(eventTicket).meta({ description: 'By token id' }),
    next,
    asOf,
  })
  .meta({ id: 'EventTickets' })
export type EventTickets = z.infer<typeof eventTickets>

/** GET /api/events/{eventId}/holdings */
export const holdings = z
  .object({
    holders: count.meta({ description: 'Wallets with a valid ticket' }),
    tickets: count.meta({ description: 'Valid tickets' }),
    paidTickets: count.meta({ description: 'Those of them that were paid for' }),
    refundable: amount.meta({ description: 'What was paid for them: all of it goes back on a cancelation' }),
    asOf,
  })
  .meta({ id: 'Holdings' })
export type Holdings = z.infer<typeof holdings>

/** GET /api/events/{eventId}/stats */
export const statsQuery = z.object({
  minutes: z.coerce.number().int().min(1).max(1440).default(60),
})

export const stats = z
  .object({
    from: instant.meta({ description: 'A whole minute; `perMinute` begins here' }),
    until: instant,
    attendance: z.object({ issued: count, entered: count, refused: count, notEntered: count }),
    refusals: z.array(z.object({ reason, count })).meta({ description: 'All so far, most first' }),
    perMinute: z
      .array(z.object({ minute: instant, gateId: localId, admitted: count, refused: count }))
      .meta({ description: 'Minutes and gates at which something was scanned, in order' }),
  })
  .meta({ id: 'Stats' })
export type Stats = z.infer<typeof stats>
