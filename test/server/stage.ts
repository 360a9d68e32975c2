import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { type Address, bytesToHex, hexToBytes, zeroAddress } from 'viem'
import { type EventId, eventKeyOf, formatEventId } from '#core/event-id.ts'

/** One event in the mirror, and what a test changes about it, written as the indexer would. */
export type Stage = {
  readonly event: EventId
  readonly key: Buffer
  /** `/api/events/{eventId}` */
  readonly path: string
  readonly issue: (tokenId: bigint, owner: Address, change?: Partial<TicketRow>) => Promise<void>
  readonly transfer: (tokenId: bigint, from: Address, to: Address) => Promise<void>
  /** sets columns of the event's row */
  readonly change: (columns: Readonly<Record<string, unknown>>) => Promise<void>
  /** runs SQL on the registry or mirror; `$1` is the event's key */
  readonly run: (sql: string, ...values: unknown[]) => Promise<pg.QueryResult>
}

type TicketRow = { readonly status: string; readonly settles_from_block: number }

export const hour = 3_600_000
/** Where the mirror stands. */
export const headBlock = 100
let transferBlock = 0

/** The mirror's one chain, whose head was confirmed just now. */
export async function mirrorChain(owner: pg.Pool): Promise<void> {
  await owner.query(
    `INSERT INTO mirror.chain (chain_id, origin_hash, factory, start_block, block_number, block_hash,
       block_timestamp, head_number, finalized_number, confirmed_at)
     VALUES (31337, $1, $2, 1, $3, $4, now(), $3, $3, clock_timestamp())`,
    [randomBytes(32), randomBytes(20), headBlock, randomBytes(32)],
  )
}

/**
 * An event whose doors are open: doors and transfer cut-off an hour ago, end in six hours, so its facts do not age.
 * Tier 1 may be transferred, tier 2 never moves.
 */
export async function mirrorEvent(
  owner: pg.Pool,
  organizer: Address,
  times: { event?: EventId | undefined; doorsAt?: number; endsAt?: number; cutOffAt?: number } = {},
): Promise<Stage> {
  const now = Math.floor(Date.now() / 1000) * 1000
  const event: EventId = times.event ?? { chainId: 31_337, contract: bytesToHex(randomBytes(20)) }
  const key = Buffer.from(eventKeyOf(event))
  const bytes = (address: Address) => Buffer.from(hexToBytes(address))
  const inMirror = async (sql: string, values: unknown[]) => {
    const client = await owner.connect()
    try {
      await client.query('BEGIN')
      await client.query(`SET LOCAL usher.block_number = 'final'`)
      const result = await client.query(sql, values)
      await client.query('COMMIT')
      return result
    } finally {
      client.release()
    }
  }
  await inMirror(
    `INSERT INTO mirror.event (event_id, chain_id, contract, name, symbol, organizer, doors_at, ends_at, cut_off_at,
       reissue_delay, renderer, contract_uri, status, is_sales_paused, created_block, created_at)
     VALUES ($1, 31337, $2, 'Harbour Night', 'NIGHT', $3, $4, $5, $6, 0, $7, '', 'active', false, 1, now())`,
    [
      key,
      bytes(event.contract),
      bytes(organizer),
      new Date(times.doorsAt ?? now - hour),
      new Date(times.endsAt ?? now + 6 * hour),
      new Date(times.cutOffAt ?? now - hour),
      randomBytes(20),
    ],
  )
  await inMirror(
    `INSERT INTO mirror.tier (event_id, tier_id, name, price, supply, sale_starts_at, sale_ends_at, per_payer,
       transfer_policy, resale_cap_bps, royalty_bps)
     VALUES ($1, 1, 'Floor', 50000000000000000, 500, now(), now(), 4, 'open', 11000, 500),
       ($1, 2, 'Balcony', 0, 50, now(), now(), 1, 'bound', 10000, 0)`,
    [key],
  )
  const logTransfer = (tokenId: bigint, from: Address, to: Address) =>
    inMirror(
      `INSERT INTO mirror.transfer (event_id, block_number, log_index, token_id, "from", "to", transaction_hash, datetime)
       VALUES ($1, $2, 0, $3, $4, $5, $6, now())`,
      [key, ++transferBlock, tokenId, bytes(from), bytes(to), randomBytes(32)],
    )
  return {
    event,
    key,
    path: `/api/events/${formatEventId(event)}`,
    issue: async (tokenId, holder, change) => {
      await inMirror(
        `INSERT INTO mirror.ticket (event_id, token_id, tier_id, owner, status, acquired_at, acquired_block,
           settles_from_block) VALUES ($1, $2, $2::bigint / 1000000, $3, $4, now(), 1, $5)`,
        [key, tokenId, bytes(holder), change?.status ?? 'valid', change?.settles_from_block ?? 1],
      )
      await logTransfer(tokenId, zeroAddress, holder)
    },
    transfer: async (tokenId, from, to) => {
      await inMirror(`UPDATE mirror.ticket SET owner = $3 WHERE event_id = $1 AND token_id = $2`, [
        key,
        tokenId,
        bytes(to),
      ])
      await logTransfer(tokenId, from, to)
    },
    change: async (columns) => {
      const names = Object.keys(columns)
      const set = names.map((name, index) => `${name} = $${index + 2}`).join(', ')
      await inMirror(`UPDATE mirror.event SET ${set} WHERE event_id = $1`, [key, ...Object.values(columns)])
    },
    run: (sql, ...values) => inMirror(sql, [key, ...values]),
  }
}
