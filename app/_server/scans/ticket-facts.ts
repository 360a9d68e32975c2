import type { Presence } from '#core/entry-policy.ts'
import type { TicketState } from '#core/ticket-check.ts'
import { isTokenId } from '#core/token-id.ts'
import type { Statement, StatementPool } from '#prisma/statement-pool.ts'
import { formatRandomBits, toHex } from '../bytes.ts'
import { unavailable } from '../http/problem.ts'
import type { ChainPosition } from './chain-position.ts'

/** What the mirror and the registry know of a ticket, and the block the mirror speaks of. */
export type TicketReading = {
  readonly asOf: ChainPosition
  readonly ticket: TicketState | undefined
  /** held back by the organizer, who may do so before the mirror knows the ticket */
  readonly isBlocked: boolean
  readonly presence: Presence | undefined
  readonly lastMadeAt: number | undefined
}

/** @throws ProblemError `unavailable` if nothing is mirrored yet */
export type ReadTicket = (
  chainId: number,
  eventKey: Uint8Array<ArrayBuffer>,
  tokenId: bigint,
  listId: string,
) => Promise<TicketReading>

type Row = {
  readonly blockNumber: string
  readonly blockHash: Uint8Array<ArrayBuffer>
  readonly blockAt: Date
  readonly confirmedAt: Date | null
  readonly now: Date
  readonly tierId: number | null
  readonly owner: Uint8Array
  readonly status: TicketState['status']
  readonly settlesFromBlock: string
  readonly transferPolicy: string | null
  readonly isBlocked: boolean
  readonly isInside: boolean | null
  readonly entries: number
  readonly lastEntryAt: Date
  readonly gateId: string
  readonly deviceId: Uint8Array
  readonly lastMadeAt: string | null
}

/** One statement, so all of it was true together. Freshness is measured by the database's clock on both sides. */
export function createReadTicket(pool: StatementPool): ReadTicket {
  return async (chainId, eventKey, tokenId, listId) => {
    const token = isTokenId(tokenId) ? tokenId.toString() : null
    const [row] = await pool.run<Row>(ticketStatement, [eventKey, token, listId, chainId])
    if (!row) throw unavailable('The mirror of the chain has not begun yet.')
    return {
      asOf: {
        block: Number(row.blockNumber),
        hash: row.blockHash,
        blockAt: row.blockAt.getTime(),
        confirmedAt: row.confirmedAt?.getTime() ?? null,
        now: row.now.getTime(),
      },
      ticket: projectTicket(row),
      isBlocked: row.isBlocked,
      presence: projectPresence(row),
      lastMadeAt: row.lastMadeAt === null ? undefined : Number(row.lastMadeAt),
    }
  }
}

const ticketStatement: Statement = {
  name: 'usher_scan_ticket',
  text: `
    SELECT
      chain.block_number AS "blockNumber", chain.block_hash AS "blockHash",
      chain.block_timestamp AS "blockAt", chain.confirmed_at AS "confirmedAt", clock_timestamp() AS now,
      ticket.tier_id AS "tierId", ticket.owner, ticket.status,
      ticket.settles_from_block AS "settlesFromBlock", tier.transfer_policy AS "transferPolicy",
      held.token_id IS NOT NULL AS "isBlocked",
      presence.is_inside AS "isInside", presence.entries, presence.last_entry_at AS "lastEntryAt",
      presence.gate_id AS "gateId", presence.device_id AS "deviceId",
      replay.made_at AS "lastMadeAt"
    FROM mirror.chain
    LEFT JOIN mirror.ticket ON ticket.event_id = $1 AND ticket.token_id = $2::bigint
    LEFT JOIN mirror.tier ON tier.event_id = ticket.event_id AND tier.tier_id = ticket.tier_id
    LEFT JOIN registry.ticket_block AS held ON held.event_id = $1 AND held.token_id = $2::bigint
    LEFT JOIN registry.presence
      ON presence.event_id = $1 AND presence.list_id = $3 AND presence.token_id = $2::bigint
    LEFT JOIN registry.ticket_replay AS replay ON replay.event_id = $1 AND replay.token_id = $2::bigint
    WHERE chain.chain_id = $4`,
}

function projectTicket(row: Row): TicketState | undefined {
  if (row.tierId === null) return undefined
  return {
    tierId: row.tierId,
    owner: toHex(row.owner),
    status: row.status,
    isTransferable: row.transferPolicy !== 'bound',
    isBlocked: row.isBlocked,
    settlesFromBlock: Number(row.settlesFromBlock),
  }
}

/** The latest admission holds the place: where an entry is refused for an earlier one, the two are the same. */
function projectPresence(row: Row): Presence | undefined {
  if (row.isInside === null) return undefined
  const lastEntryAt = row.lastEntryAt.getTime()
  return {
    isInside: row.isInside,
    entries: row.entries,
    lastEntryAt,
    first: { at: lastEntryAt, gateId: row.gateId, deviceId: formatRandomBits(row.deviceId) },
  }
}
