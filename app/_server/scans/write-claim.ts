import type { Claim } from '#core/admission.ts'
import type { EventFacts, ListFacts, TicketState } from '#core/ticket-check.ts'
import type { Database } from '#prisma/client.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { toBytes } from '../bytes.ts'
import { isRefusedByGuard, isUniqueViolation } from '../sql-state.ts'
import { type ScanEntry, writeScan } from './write-scan.ts'

/** An admission that was decided, and what it was decided upon: the write takes place only if that still holds. */
export type ClaimRequest = {
  readonly scan: ScanEntry
  readonly claim: Claim
  readonly sessionId: string
  readonly event: EventFacts
  readonly list: ListFacts
  /** as the mirror and the registry had it; no ticket: a second node knew it */
  readonly mirrored: { readonly ticket: TicketState | undefined; readonly isBlocked: boolean }
  /** undefined where the method has none */
  readonly publicKey: Uint8Array | undefined
  /** of the holder at this event, Unix seconds; 0: none */
  readonly validFrom: number
}

/** @returns whether the claim took place; if not, somebody or something was faster: decide again */
export type WriteClaim = (request: ClaimRequest) => Promise<boolean>

/**
 * The one write that admits (invariant 1).
 *
 * In a single statement it reads again what was decided upon; moves the presence of the ticket, if the policy's rule
 * still holds for the row as it is after every earlier claim; moves the ticket's replay memory; and keeps nonce and
 * log row. Each step runs only on the row of the step before, so either all of it is written or nothing. Of any number
 * of simultaneous claims the row lock of the presence lets one pass at a time, and each sees what the one before wrote.
 *
 * The replay memory is one row for all lists: a claim that finds a later code there writes −1, which the table's own
 * guard refuses, and the whole statement with it.
 */
export function createWriteClaim(db: Database): WriteClaim {
  return async (request) => {
    try {
      const written = await db.$queryRaw<unknown[]>`
        WITH fact AS MATERIALIZED (${selectIfUnchanged(request)}),
        claimed AS (${request.claim.direction === 'entry' ? enter(request, request.claim) : leave(request)}),
        replayed AS (
          INSERT INTO registry.ticket_replay AS last (event_id, token_id, made_at)
          SELECT event_id, token_id, ${BigInt(request.claim.madeAt)} FROM claimed
          ON CONFLICT (event_id, token_id) DO UPDATE
            SET made_at = CASE WHEN last.made_at < excluded.made_at THEN excluded.made_at ELSE -1 END
        ), ${writeScan(request.scan, Prisma.sql`fact, claimed`)}
        SELECT scan_id FROM logged`
      return written.length === 1
    } catch (error) {
      if (isUniqueViolation(error) || isRefusedByGuard(error)) return false
      throw error
    }
  }
}

/** One row, with the scan's number, exactly if what the decision rests on is still so. */
function selectIfUnchanged(request: ClaimRequest): Prisma.Sql {
  const { claim, event, list, publicKey, sessionId, validFrom } = request
  const { ticket, isBlocked } = request.mirrored
  const { eventKey, listId, staff, deviceId } = request.scan.request
  const holder = toBytes(claim.holder)
  const at = (time: number | null) => (time === null ? null : new Date(time))
  return Prisma.sql`
    SELECT nextval('registry.scan_scan_id_seq') AS scan_id
    FROM mirror.event
    JOIN registry.list ON list.event_id = event.event_id AND list.list_id = ${listId}
    LEFT JOIN mirror.ticket ON ticket.event_id = event.event_id AND ticket.token_id = ${claim.tokenId}
    WHERE event.event_id = ${eventKey}
      AND (event.status = 'canceled') = ${event.isCanceled}
      AND event.doors_at = ${at(event.doorsAt)} AND event.ends_at = ${at(event.endsAt)}
      AND event.cut_off_at = ${at(event.cutOffAt)}
      AND list.policy = ${list.policy} AND list.tier_ids = ${[...list.tierIds]}::integer[]
      AND list.opens_at IS NOT DISTINCT FROM ${at(list.opensAt)}::timestamptz
      AND list.closes_at IS NOT DISTINCT FROM ${at(list.closesAt)}::timestamptz
      AND ticket.owner IS NOT DISTINCT FROM ${ticket ? toBytes(ticket.owner) : null}::bytea
      AND ticket.status IS NOT DISTINCT FROM ${ticket?.status ?? null}::text
      AND ticket.settles_from_block IS NOT DISTINCT FROM
        ${ticket ? BigInt(ticket.settlesFromBlock) : null}::bigint
      AND EXISTS (SELECT FROM registry.ticket_block AS held
        WHERE held.event_id = event.event_id AND held.token_id = ${claim.tokenId}
      ) = ${isBlocked}
      AND NOT EXISTS (SELECT FROM registry.pass_key_revocation AS revoked
        WHERE revoked.event_id = event.event_id AND revoked.holder = ${holder}
          AND revoked.public_key = ${publicKey ?? null}::bytea)
      AND NOT EXISTS (SELECT FROM registry.pass_key_floor AS floor
        WHERE floor.event_id = event.event_id AND floor.holder = ${holder} AND floor.valid_from > ${BigInt(validFrom)})
      AND NOT EXISTS (SELECT FROM registry.device
        WHERE device.event_id = event.event_id AND device.device_id = ${deviceId} AND device.disabled_at IS NOT NULL)
      AND EXISTS (SELECT FROM registry.session
        WHERE session_id = ${sessionId}::uuid AND ended_at IS NULL)
      AND (event.organizer = ${toBytes(staff)} OR EXISTS (SELECT FROM registry.staff
        WHERE staff.event_id = event.event_id AND staff.address = ${toBytes(staff)} AND staff.disabled_at IS NULL))`
}

/** Core's rule as a comparison: fewer than n entries since t, and nobody inside where that is asked. */
function enter(
  { scan }: ClaimRequest,
  { rule, tokenId }: Extract<Claim, { direction: 'entry' }>,
): Prisma.Sql {
  const { request, record, gateId } = scan
  const counted = Prisma.sql`CASE WHEN held.last_entry_at < ${new Date(rule.since)} THEN 0 ELSE held.entries END`
  return Prisma.sql`
    INSERT INTO registry.presence AS held (event_id, list_id, token_id, is_inside, entries, nonce, device_id,
      gate_id, first_entry_at, last_entry_at)
    SELECT ${request.eventKey}, ${request.listId}, ${tokenId}, true, 1, ${request.nonce}, ${request.deviceId},
      ${gateId}, ${record.datetime}, ${record.datetime}
    FROM fact
    ON CONFLICT (event_id, list_id, token_id) DO UPDATE SET
      is_inside = true,
      entries = ${counted} + 1,
      nonce = excluded.nonce,
      device_id = excluded.device_id,
      gate_id = excluded.gate_id,
      first_entry_at = CASE WHEN held.is_inside AND ${counted} > 0
        THEN held.first_entry_at ELSE excluded.first_entry_at END,
      last_entry_at = excluded.last_entry_at
    WHERE (${rule.maxEntries}::integer IS NULL OR ${counted} < ${rule.maxEntries})
      AND NOT (${rule.mustBeOutside} AND held.is_inside)
    RETURNING event_id, token_id`
}

/** Takes place if the ticket is inside. */
function leave({ scan: { request, record }, claim }: ClaimRequest): Prisma.Sql {
  return Prisma.sql`
    UPDATE registry.presence AS held SET is_inside = false, last_exit_at = ${record.datetime}
    FROM fact
    WHERE held.event_id = ${request.eventKey} AND held.list_id = ${request.listId}
      AND held.token_id = ${claim.tokenId} AND held.is_inside
    RETURNING held.event_id, held.token_id`
}
