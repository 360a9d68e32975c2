import type { Database } from '#prisma/client.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { lastDrawn } from './scan-sql.ts'

/**
 * The number up to which the log is complete: no scan with this number or a lower one can still come. Whoever reads the
 * log up to here, and next time from here, misses nothing.
 */
export type FindLogEnd = () => Promise<bigint>

/**
 * Numbers are drawn before they are on disk, so a higher one may be seen before a lower one. Who draws numbers first
 * announces where the sequence stands, by a lock that falls with his transaction (`announceNumbers`). So: read where
 * the sequence stands, then who has announced something. A number up to the first that is not on disk yet belongs to
 * one of the latter. No gate ever waits for who reads the log.
 */
export function createFindLogEnd(db: Database): FindLogEnd {
  return async () => {
    const [drawn] = await db.$queryRaw<{ last: bigint }[]>`
      SELECT ${Prisma.raw(lastDrawn)} AS last FROM registry.scan_scan_id_seq`
    const last = drawn?.last ?? 0n
    const [announced] = await db.$queryRaw<{ first: bigint | null }[]>`
      SELECT min(${last}::bigint - ((${last}::bigint - objid::bigint) & 2147483647)) AS first
      FROM pg_locks
      WHERE locktype = 'advisory' AND objsubid = 2 AND classid = 'registry.scan'::regclass
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`
    const first = announced?.first ?? last
    return first < last ? first : last
  }
}
