import { z } from 'zod'
import {
  address,
  amount,
  asOf,
  blockNumber,
  count,
  cursor,
  eventId,
  hash,
  instant,
  localId,
  next,
  tierId,
  tokenId,
} from './primitives.ts'
import { ticketScan } from './scan.ts'

export const ticketStatus = z.enum(['valid', 'void', 'refunded'])
export type TicketStatus = z.infer<typeof ticketStatus>

const reissue = z
  .object({ to: address, effectiveAt: instant })
  .nullable()
  .meta({ description: 'Announced by the organizer; its holder can refuse it until then. null: none' })

/** What holds of a ticket as of the mirror's block. */
const ticketState = z.object({
  status: ticketStatus,
  isUsed: z.boolean().meta({ description: 'Marked by the gate, on chain: it no longer moves' }),
  refundable: amount.meta({ description: 'What its holder can take back now by `refund`; 0: nothing' }),
  reissue,
})
export type TicketState = z.infer<typeof ticketState>

const heldTicket = ticketState
  .extend({ eventId, tokenId, tierId, acquiredAt: instant })
  .meta({ id: 'HeldTicket' })
export type HeldTicket = z.infer<typeof heldTicket>

/** GET /api/holders/{address}/tickets */
export const ticketsQuery = z.object({
  eventId: eventId.optional(),
  after: cursor(/^[1-9][0-9]{0,15}:0x[0-9a-f]{40}-(0|[1-9][0-9]{0,17})$/),
  limit: z.coerce.number().int().min(1).max(500).default(200),
})
export const tickets = z
  .object({
    tickets: z.array(heldTicket).meta({ description: 'By event and token id' }),
    next,
    asOf,
  })
  .meta({ id: 'HeldTickets' })
export type Tickets = z.infer<typeof tickets>

const transfer = z.object({
  from: address,
  to: address,
  block: blockNumber,
  logIndex: z.int().min(0),
  transactionHash: hash,
  datetime: instant,
})

/** What else happened to a ticket on chain; a resale and an end stand beside a transfer of the same transaction. */
const ticketLog = z.object({
  kind: z.enum([
    'resold',
    'reissue_announced',
    'reissue_dropped',
    'reissued',
    'used',
    'use_lifted',
    'voided',
    'refunded',
  ]),
  account: address.nullable().meta({
    description:
      'Who bought, is to get it, dropped the reissue, got it, held it last, got the money; null for marks',
  }),
  amount: amount.nullable().meta({ description: 'Price of a resale, amount of a refund' }),
  effectiveAt: instant
    .nullable()
    .meta({ description: 'From when on an announced reissue can be carried out' }),
  block: blockNumber,
  logIndex: z.int().min(0),
  transactionHash: hash,
  datetime: instant,
})

export type TicketLogKind = z.infer<typeof ticketLog>['kind']

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
export const ticket = ticketState
  .extend({
    eventId,
    tokenId,
    tierId,
    holder: address,
    transferCount: count.meta({ description: 'How often it has moved or ended; a listing names it' }),
    epoch: count.meta({ description: 'How often its holder has taken back all his listings; likewise' }),
    pricePaid: amount.nullable().meta({ description: 'null: issued free' }),
    acquiredAt: instant,
    transfers: z.array(transfer).meta({ description: 'Oldest first' }),
    log: z.array(ticketLog).meta({ description: 'What else happened on chain, oldest first' }),
    voucherId: hash.nullable().meta({ description: 'The voucher that it was claimed with; null: none' }),
    scans: z
      .array(ticketScan)
      .optional()
      .meta({ description: 'For the present holder and the event’s staff only' }),
    presence: z.array(presence).optional().meta({ description: 'Likewise' }),
    asOf,
  })
  .meta({ id: 'Ticket' })
export type Ticket = z.infer<typeof ticket>
