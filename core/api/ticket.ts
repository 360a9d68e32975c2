import { z } from 'zod'
import {
  address,
  amount,
  asOf,
  blockNumber,
  eventId,
  hash,
  instant,
  localId,
  tierId,
  tokenId,
} from './primitives.ts'
import { ticketScan } from './scan.ts'

export const ticketStatus = z.enum(['valid', 'void', 'refunded'])
export type TicketStatus = z.infer<typeof ticketStatus>

const heldTicket = z
  .object({ eventId, tokenId, tierId, status: ticketStatus, acquiredAt: instant })
  .meta({ id: 'HeldTicket' })
export type HeldTicket = z.infer<typeof heldTicket>

/** GET /api/holders/{address}/tickets */
export const ticketsQuery = z.object({ eventId: eventId.optional() })
export const tickets = z.object({ tickets: z.array(heldTicket), asOf }).meta({ id: 'HeldTickets' })
export type Tickets = z.infer<typeof tickets>

const transfer = z.object({
  from: address,
  to: address,
  block: blockNumber,
  logIndex: z.int().min(0),
  transactionHash: hash,
  datetime: instant,
})

const presence = z
  .object({
    listId: localId,
    isInside: z.boolean(),
    entries: z.int().min(0),
    firstEntryAt: instant,
    lastEntryAt: instant,
    lastExitAt: instant.nullable(),
  })
  .meta({ description: 'Where the ticket is, per check-in list' })

/** GET /api/events/{eventId}/tickets/{tokenId} */
export const ticket = z
  .object({
    eventId,
    tokenId,
    tierId,
    holder: address,
    status: ticketStatus,
    pricePaid: amount.nullable().meta({ description: 'null: issued free' }),
    acquiredAt: instant,
    transfers: z.array(transfer).meta({ description: 'Oldest first' }),
    scans: z
      .array(ticketScan)
      .optional()
      .meta({ description: 'For the present holder and the event’s staff only' }),
    presence: z.array(presence).optional().meta({ description: 'Likewise' }),
    asOf,
  })
  .meta({ id: 'Ticket' })
export type Ticket = z.infer<typeof ticket>
