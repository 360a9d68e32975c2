import { type Address, zeroAddress } from 'viem'
import { eventKeyOf } from '#core/event-id.ts'
import { MAX_CANDIDATES, type PassKeyFacts, type PassKeyQuery } from '#core/pass-check.ts'
import { isTokenId } from '#core/token-id.ts'
import type { Statement, StatementPool } from '#prisma/statement-pool.ts'
import { toBytes, toHex } from '../bytes.ts'
import { keysVersion } from './scan-sql.ts'

/** What bears on the key of a pass, but for the event's end, which the caller knows. */
export type KeyFacts = Omit<PassKeyFacts, 'endsAt'> & {
  /** of the registered keys, for the write to compare; null: there are none */
  readonly version: string | null
}

export type FindKeyFacts = (query: PassKeyQuery) => Promise<KeyFacts>

/** Keys that share a tag cost a signature check each. Ground ones cannot crowd out the owner's, which come first. */
const mostKeys = 16

type Row = { readonly holder: Uint8Array; readonly version: string | null } & (
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
 * Gathers, in one statement, the registered keys of a tag, whose pass it may be (the ticket's owner, then former ones,
 * the latest first), and what any of these has taken back.
 */
export function createFindKeyFacts(pool: StatementPool): FindKeyFacts {
  return async ({ event, keyTag, tokenId }) => {
    const token = isTokenId(tokenId) ? tokenId.toString() : null
    return projectFacts(await pool.run<Row>(keyStatement, [eventKeyOf(event), token, toBytes(keyTag)]))
  }
}

const keyStatement: Statement = {
  name: 'usher_scan_keys',
  text: `
    WITH former AS (
      SELECT "from" AS holder, max(block_number) AS left_block FROM mirror.transfer
      WHERE event_id = $1 AND token_id = $2::bigint AND "from" <> '\\x${zeroAddress.slice(2)}'
      GROUP BY "from" ORDER BY left_block DESC LIMIT ${MAX_CANDIDATES}
    ), candidate AS (
      SELECT owner AS holder, NULL::bigint AS left_block FROM mirror.ticket
      WHERE event_id = $1 AND token_id = $2::bigint
      UNION ALL SELECT holder, left_block FROM former
    ), key AS (
      SELECT holder, public_key, issued_at, expires_at FROM registry.pass_key
      WHERE event_id = $1 AND key_tag = $3 AND retired_at IS NULL
      ORDER BY (holder IN (SELECT candidate.holder FROM candidate)) DESC, registered_at DESC LIMIT ${mostKeys}
    ), asked AS (
      SELECT holder FROM candidate UNION SELECT holder FROM key
    ), fact (kind, holder, public_key, issued_at, expires_at, place) AS (
      SELECT 'candidate', holder, NULL::bytea, NULL::bigint, NULL::bigint, left_block FROM candidate
      UNION ALL SELECT 'key', holder, public_key, issued_at, expires_at, NULL FROM key
      UNION ALL SELECT 'revocation', holder, public_key, NULL, NULL, NULL
        FROM registry.pass_key_revocation JOIN asked USING (holder) WHERE event_id = $1
      UNION ALL SELECT 'floor', holder, NULL, valid_from, NULL, NULL
        FROM registry.pass_key_floor JOIN asked USING (holder) WHERE event_id = $1
    )
    SELECT kind, holder, public_key AS "publicKey", issued_at AS "issuedAt", expires_at AS "expiresAt",
      ${keysVersion('$1', '$3')} AS version
    FROM fact ORDER BY place DESC NULLS FIRST`,
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
