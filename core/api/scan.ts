import { z } from 'zod'
import { REASONS } from '../reason.ts'
import {
  address,
  blockNumber,
  count,
  deviceId,
  eventId,
  hash,
  instant,
  instantInput,
  localId,
  randomBits,
  tierId,
  tokenId,
} from './primitives.ts'

export const direction = z.enum(['entry', 'exit'])
export type Direction = z.infer<typeof direction>

export const verdict = z.enum(['admit', 'refuse'])
export type Verdict = z.infer<typeof verdict>

/** What a person decides about a ticket, where a gate asks one (two-step entry). */
export const decision = z.enum(['allow', 'deny'])

export const reason = z.enum(REASONS).meta({ id: 'Reason', description: 'Why a scan was refused' })

/** POST /api/events/{eventId}/scans */
export const scanRequest = z
  .object({
    nonce: randomBits.meta({
      description: 'Made and stored by the scanner before it sends; repeat it to ask again',
    }),
    code: z.string().max(8192).meta({ description: 'What the camera read, as it stands' }),
    listId: localId,
    gateId: localId.optional(),
    direction,
    seenAt: instantInput.optional().meta({ description: 'From 30 s before to 2 s after the server’s time' }),
    gateCode: z
      .int()
      .min(0)
      .max(9999)
      .optional()
      .meta({ description: 'The number the gate asked for; 0 or none: not' }),
    decision: decision.optional().meta({
      description:
        'Two-step entry: what the steward tapped after a preview. `deny` refuses with `rules` what would be admitted',
    }),
  })
  .meta({ id: 'ScanRequest' })
export type ScanRequest = z.infer<typeof scanRequest>

const first = z
  .object({ datetime: instant, gateId: localId, deviceId })
  .meta({ description: 'The admission that holds the place' })

/** The answer to a scan; a refusal is one too. */
export const scanAnswer = z
  .object({
    nonce: z.string(),
    verdict,
    reason: reason.optional(),
    message: z.string().meta({ description: 'One sentence for the steward' }),
    ticket: z.object({ tokenId, tierId, holder: address }).optional(),
    first: first.optional(),
    datetime: instant.meta({ description: 'When it happened' }),
    created: instant.meta({ description: 'When the server heard' }),
    asOf: z
      .object({ block: blockNumber })
      .nullable()
      .meta({ description: 'null: decided without the mirror' }),
    repeated: z.boolean().meta({ description: 'The stored answer to the same nonce and request' }),
  })
  .meta({ id: 'ScanAnswer' })
export type ScanAnswer = z.infer<typeof scanAnswer>

/** POST /api/events/{eventId}/scans/preview */
export const scanPreview = scanAnswer
  .pick({ verdict: true, reason: true, message: true, ticket: true, first: true, datetime: true, asOf: true })
  .meta({ id: 'ScanPreview' })
export type ScanPreview = z.infer<typeof scanPreview>

export const scanKind = z.enum(['scan', 'override', 'annul', 'manual'])

/** One row of the log, as staff see it. */
export const scan = z
  .object({
    scanId: z.string().meta({ description: 'Rises with time within an event; decimal' }),
    kind: scanKind,
    direction,
    method: z.string(),
    nonce: z.string(),
    verdict,
    reason: reason.optional(),
    message: z.string(),
    decision: decision.optional().meta({ description: 'What a person tapped, in two-step entry' }),
    tokenId: tokenId.optional(),
    tierId: tierId.optional(),
    holder: address.optional(),
    listId: localId,
    gateId: localId,
    deviceId,
    staff: address,
    first: first.optional(),
    code: z.object({
      hash: hash.meta({ description: 'SHA-256 of what was presented' }),
      length: count,
      excerpt: z.string().max(64).optional().meta({ description: 'Of undecodable input' }),
    }),
    datetime: instant,
    created: instant,
    durationMs: count,
    asOf: z.object({ block: blockNumber, hash }).nullable(),
  })
  .meta({ id: 'Scan' })
export type Scan = z.infer<typeof scan>

/** One row of the log, as the ticket's holder sees it. */
export const ticketScan = scan
  .pick({
    scanId: true,
    kind: true,
    direction: true,
    verdict: true,
    reason: true,
    message: true,
    listId: true,
    gateId: true,
    datetime: true,
    created: true,
  })
  .meta({ id: 'TicketScan' })
export type TicketScan = z.infer<typeof ticketScan>

/** GET /api/events/{eventId}/scans */
export const scansQuery = z.object({
  after: z
    .string()
    .regex(/^[0-9]{1,18}$/)
    .optional()
    .meta({ description: '`next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  verdict: verdict.optional(),
})
export const scans = z
  .object({
    scans: z.array(scan).meta({ description: 'Oldest first' }),
    next: z
      .string()
      .nullable()
      .meta({ description: 'Cursor of the next page; null: this is the last for now' }),
  })
  .meta({ id: 'Scans' })
export type Scans = z.infer<typeof scans>

/** GET /api/events/{eventId}/live, server-sent event `counts` */
export const counts = z
  .object({
    eventId,
    admitted: count.meta({ description: 'Entries by verdict' }),
    inside: count,
    refused: count,
    perGate: z.array(z.object({ gateId: localId, admitted: count, refused: count })),
  })
  .meta({ id: 'Counts' })
export type Counts = z.infer<typeof counts>
