import type { Database } from '#prisma/client.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { isUniqueViolation } from '../sql-state.ts'
import { type ScanEntry, writeScan } from './write-scan.ts'

/**
 * Writes a refusal to the log, with its nonce.
 * @returns false if the nonce has been taken meanwhile
 */
export type WriteRefusal = (scan: ScanEntry) => Promise<boolean>

export function createWriteRefusal(db: Database): WriteRefusal {
  return async (scan) => {
    try {
      await db.$executeRaw`
        WITH fact AS MATERIALIZED (SELECT nextval('registry.scan_scan_id_seq') AS scan_id),
        ${writeScan(scan, Prisma.sql`fact`)}
        SELECT scan_id FROM logged`
      return true
    } catch (error) {
      if (isUniqueViolation(error)) return false
      throw error
    }
  }
}
