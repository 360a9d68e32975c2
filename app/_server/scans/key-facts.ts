import { type Address, zeroAddress } from 'viem'
import { eventKeyOf } from '#core/event-id.ts'
import { MAX_CANDIDATES, type PassKeyFacts, type PassKeyQuery } from '#core/pass-check.ts'
import { isTokenId } from '#core/token-id.ts'
import { isDatabaseUnavailable } from '#prisma/client.ts'
import type { Statement, StatementPool } from '#prisma/statement-pool.ts'
import { formatBytea, toBytes, toHex } from '../bytes.ts'
import { createGroup } from './group.ts'
import { keysVersion } from './scan-sql.ts'

/** What bears on the key of a pass, but for the event's end, which the caller knows. */
export type KeyFacts = Omit<PassKeyFacts, 'endsAt'> & {
  /** of the registered keys, for the write to compare; null: there are none */
  readonly version: string | null
}

export type FindKeyFacts = (query: PassKeyQuery) => Promise<KeyFacts>

/** Keys that share a tag cost a signature check each. Ground ones cannot crowd out the owner's, which come first. */
const mostKeys = 16

/** Look-ups in one statement, and such statements under way. */
const limits = { most: 64, lanes: 1, companyMs: 1, mostWaiting: 2_000 } as const

type Row = { readonly place: number; readonly holder: Uint8Array; readonly version: string | null } & (
  | { readonly kind: 'candidate' }
  | {
      readonly kind: 'key'
      readonly publicKey: Uint8Array
      readonly issuedAt: string
      readonly expiresAt: string
    }
  | { readonly kind: 'revocation'; readonly publicKey: Uint8Array }
  | { readonly kind: 'floor'; readonly issuedAt: string }
)

/**
 * Gathers the registered keys of a tag, whose pass it may be (the ticket's owner, then former ones, the latest first), and
 * what any of these has taken back. The phones that come to several gates in the same moment are looked up together.
 */
export function createFindKeyFacts(pool: StatementPool): FindKeyFacts {
  const lookUps = createGroup<PassKeyQuery, KeyFacts>({
    run: async (queries) => {
      const rows = await pool.run<Row>(keyStatement, [JSON.stringify(queries.map(toQueryRow))])
      const rowsOf = Map.groupBy(rows, ({ place }) => place)
      return queries.map((_, place) => projectFacts(rowsOf.get(place) ?? []))
    },
    keysOf: () => [],
    isOfOneItem: (error) => !isDatabaseUnavailable(error),
    ...limits,
  })
  return lookUps.add
}

function toQueryRow({ event, keyTag, tokenId }: PassKeyQuery, place: number) {
  return {
    place,
    event_id: formatBytea(eventKeyOf(event)),
    token_id: isTokenId(tokenId) ? tokenId.toString() : null,
    key_tag: formatBytea(toBytes(keyTag)),
  }
}

const keyStatement: Statement = {
  name: 'usher_scan_keys',
  text: `
    WITH asked AS MATERIALIZED (
      SELECT * FROM json_to_recordset($1::json) AS asked (place integer, event_id bytea, token_id bigint, key_tag bytea)
    )
    SELECT asked.place, fact.kind, fact.holder, fact.public_key AS "publicKey", fact.issued_at AS "issuedAt",
      fact.expires_at AS "expiresAt", ${keysVersion('asked.event_id', 'asked.key_tag')} AS version
    FROM asked CROSS JOIN LATERAL (
      WITH former AS (
        SELECT "from" AS holder, max(block_number) AS left_block FROM mirror.transfer
        WHERE event_id = asked.event_id AND token_id = asked.token_id AND "from" <> '\\x${zeroAddress.slice(2)}'
        GROUP BY "from" ORDER BY left_block DESC LIMIT ${MAX_CANDIDATES}
      ), candidate AS (
        SELECT owner AS holder, NULL::bigint AS left_block FROM mirror.ticket
        WHERE event_id = asked.event_id AND token_id = asked.token_id
        UNION ALL SELECT holder, left_block FROM former
      ), key AS (
        SELECT holder, public_key, issued_at, expires_at FROM registry.pass_key
        WHERE event_id = asked.event_id AND key_tag = asked.key_tag AND retired_at IS NULL
        ORDER BY (holder IN (SELECT candidate.holder FROM candidate)) DESC, registered_at DESC LIMIT ${mostKeys}
      ), person AS (
        SELECT holder FROM candidate UNION SELECT holder FROM key
      )
      SELECT 'candidate', holder, NULL::bytea, NULL::bigint, NULL::bigint, left_block FROM candidate
      UNION ALL SELECT 'key', holder, public_key, issued_at, expires_at, NULL FROM key
      UNION ALL SELECT 'revocation', holder, public_key, NULL, NULL, NULL
        FROM registry.pass_key_revocation JOIN person USING (holder) WHERE event_id = asked.event_id
      UNION ALL SELECT 'floor', holder, NULL, valid_from, NULL, NULL
        FROM registry.pass_key_floor JOIN person USING (holder) WHERE event_id = asked.event_id
    ) AS fact (kind, holder, public_key, issued_at, expires_at, left_block)
    ORDER BY asked.place, fact.left_block DESC NULLS FIRST`,
}

function projectFacts(rows: readonly Row[]): KeyFacts {
  const keys: PassKeyFacts['keys'][number][] = []
  const revocations: PassKeyFacts['revocations'][number][] = []
  const candidates: Address[] = []
  for (const row of rows) {
    const holder = toHex(row.holder)
    if (row.kind === 'candidate') candidates.push(holder)
    else if (row.kind === 'floor') revocations.push({ holder, validFrom: Number(row.issuedAt) })
    else if (row.kind === 'revocation') revocations.push({ holder, publicKey: row.publicKey })
    else {
      keys.push({
        holder,
        publicKey: row.publicKey,
        issuedAt: Number(row.issuedAt),
        expiresAt: Number(row.expiresAt),
      })
    }
  }
  return { keys, revocations, candidates, version: rows[0]?.version ?? null }
}
