import type { Statement } from '#prisma/statement-pool.ts'
import { announceNumbers, drawNumber, isScanStillSo, keepScans, none, scanColumns, some } from './scan-sql.ts'

/** What a claim compares beside what every scan does; see `toClaimRow`. */
const claimColumns = `
  public_key bytea, valid_from bigint, owner bytea, status text, settles_from_block bigint, is_blocked boolean,
  chain_id bigint, chain_block bigint, chain_at timestamptz, confirmed_at timestamptz, fresh_until timestamptz,
  max_entries integer, since timestamptz, must_be_outside boolean`

const isUnrevoked = `(
  ${none(`registry.pass_key_revocation AS revoked
    WHERE revoked.event_id = scan.event_id AND revoked.holder = scan.holder AND revoked.public_key = scan.public_key`)}
  AND ${none(`registry.pass_key_floor AS floor
    WHERE floor.event_id = scan.event_id AND floor.holder = scan.holder AND floor.valid_from > scan.valid_from`)})`

/** The mirror still knows the ticket as it was decided upon. Without an owner: a second node knew it, the mirror not. */
const isTicketSame = `(
  CASE WHEN scan.owner IS NULL
    THEN ${none(`mirror.ticket WHERE ticket.event_id = scan.event_id AND ticket.token_id = scan.token_id`)}
    ELSE ${some(`mirror.ticket
      WHERE ticket.event_id = scan.event_id AND ticket.token_id = scan.token_id AND ticket.owner = scan.owner
        AND ticket.status = scan.status AND ticket.settles_from_block <= scan.settles_from_block`)}
  END
  AND ${some(`registry.ticket_block AS held
    WHERE held.event_id = scan.event_id AND held.token_id = scan.token_id`)} = scan.is_blocked
  AND ${none(`registry.ticket_replay AS last
    WHERE last.event_id = scan.event_id AND last.token_id = scan.token_id AND last.made_at >= scan.made_at`)})`

/** The mirror stands no lower, and was confirmed no earlier, than what was decided upon. Null: it was not asked. */
const isChainSame = `(scan.chain_block IS NULL OR coalesce(
  chain.block_number >= scan.chain_block AND chain.block_timestamp >= scan.chain_at
  AND (scan.fresh_until IS NULL
    OR (chain.confirmed_at >= scan.confirmed_at AND clock_timestamp() <= scan.fresh_until)), false))`

const counted = `CASE WHEN held.last_entry_at < asked.since THEN 0 ELSE held.entries END`
const isAsked = `asked.event_id = held.event_id AND asked.list_id = held.list_id AND asked.token_id = held.token_id`

/**
 * The one write that admits (invariant 1), for any number of scans of which no two are of one ticket.
 *
 * In a single statement it reads again what was decided upon; moves the presence of the tickets, where the policy's
 * rule still holds for the row as it is after every earlier claim; moves their replay memory; and keeps nonces and log
 * rows. Each step runs only on the rows of the step before, so of each scan either all is written or nothing. Of any
 * number of simultaneous claims the row lock of the presence lets one pass at a time, and each sees what the one before
 * wrote. Locks are taken in the order of the keys, so that two groups cannot wait for each other. Who leaves is looked
 * up by keys from both sides of the join: a plan that was made while presence was empty would begin with the whole of it,
 * at every group of an evening. What is looked up there is each event with each list and each ticket of a group, which
 * of one evening's doors is few more than the group.
 *
 * The replay memory is one row for all lists: a claim that finds a later code there than the statement saw at its
 * beginning writes −1, which the table's own guard refuses, and the whole statement with it.
 *
 * `$1`: the scans as JSON.
 */
export const claimStatement: Statement = {
  name: 'usher_write_claims',
  text: `
    WITH scan AS MATERIALIZED (
      SELECT * FROM json_to_recordset($1::json) AS scan (${scanColumns}, ${claimColumns})
    ), checked AS MATERIALIZED (
      SELECT scan.*, ${isScanStillSo}, ${isUnrevoked} AS is_unrevoked,
        ${isTicketSame} AND ${isChainSame} AS is_ticket_same,
        chain.block_number, chain.block_hash, chain.block_timestamp, chain.confirmed_at AS chain_confirmed_at
      FROM scan LEFT JOIN mirror.chain ON chain.chain_id = scan.chain_id
    ),
    ${announceNumbers},
    ready AS MATERIALIZED (
      SELECT checked.*, ${drawNumber} FROM announced, checked
      WHERE is_new AND is_context_same AND is_key_same AND is_unrevoked AND is_ticket_same
    ), entered AS (
      INSERT INTO registry.presence AS held (event_id, list_id, token_id, is_inside, entries, nonce, device_id,
        gate_id, first_entry_at, last_entry_at)
      SELECT event_id, list_id, token_id, true, 1, nonce, device_id, gate_id, datetime, datetime
      FROM ready WHERE direction = 'entry' ORDER BY event_id, list_id, token_id
      ON CONFLICT (event_id, list_id, token_id) DO UPDATE SET
        (is_inside, entries, nonce, device_id, gate_id, first_entry_at, last_entry_at) = (
          SELECT true, ${counted} + 1, excluded.nonce, excluded.device_id, excluded.gate_id,
            CASE WHEN held.is_inside AND ${counted} > 0 THEN held.first_entry_at ELSE excluded.first_entry_at END,
            excluded.last_entry_at
          FROM ready AS asked WHERE ${isAsked})
        WHERE EXISTS (SELECT FROM ready AS asked WHERE ${isAsked}
          AND (asked.max_entries IS NULL OR ${counted} < asked.max_entries)
          AND NOT (asked.must_be_outside AND held.is_inside))
      RETURNING event_id, list_id, token_id
    ), leaving AS MATERIALIZED (
      SELECT * FROM ready WHERE direction = 'exit' ORDER BY event_id, list_id, token_id
    ), "left" AS (
      UPDATE registry.presence AS held SET is_inside = false, last_exit_at = leaving.datetime
      FROM leaving
      WHERE held.event_id = leaving.event_id AND held.list_id = leaving.list_id
        AND held.token_id = leaving.token_id AND held.is_inside
        AND held.event_id = ANY (ARRAY(SELECT event_id FROM leaving))
        AND held.list_id = ANY (ARRAY(SELECT list_id FROM leaving))
        AND held.token_id = ANY (ARRAY(SELECT token_id FROM leaving))
      RETURNING held.event_id, held.list_id, held.token_id
    ), moved AS MATERIALIZED (
      SELECT ready.* FROM ready
      JOIN (SELECT * FROM entered UNION ALL SELECT * FROM "left") AS done USING (event_id, list_id, token_id)
    ), replayed AS (
      INSERT INTO registry.ticket_replay AS last (event_id, token_id, made_at)
      SELECT event_id, token_id, made_at FROM moved ORDER BY event_id, token_id
      ON CONFLICT (event_id, token_id) DO UPDATE
        SET made_at = CASE WHEN last.made_at < excluded.made_at THEN excluded.made_at ELSE -1 END
    ), ${keepScans('moved', {
      block: 'coalesce(scan.as_of_block, scan.block_number)',
      hash: 'coalesce(scan.as_of_hash, scan.block_hash)',
    })}
    SELECT place, checked.is_new AS "isNew", checked.is_context_same AS "isContextSame",
      checked.is_key_same AND checked.is_unrevoked AS "isKeySame", moved.place IS NOT NULL AS "isWritten",
      checked.block_number AS "block", checked.block_hash AS "blockHash", checked.block_timestamp AS "blockAt",
      checked.chain_confirmed_at AS "confirmedAt", clock_timestamp() AS now
    FROM checked LEFT JOIN moved USING (place) ORDER BY place`,
}
