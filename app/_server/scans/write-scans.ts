import { isDatabaseUnavailable } from '#prisma/client.ts'
import type { Statement, StatementPool } from '#prisma/statement-pool.ts'
import { isRefusedByGuard, isUniqueViolation } from '../sql-state.ts'
import type { ChainPosition } from './chain-position.ts'
import { createGroup } from './group.ts'
import type { ScanEntry } from './scan-entry.ts'
import { type ClaimBasis, type ScanBasis, type ScanRow, toClaimRow, toScanRow } from './scan-row.ts'
import { claimStatement } from './write-claims.ts'
import { refusalStatement } from './write-refusals.ts'

/** What became of a scan that was to be written. */
export type Outcome = {
  /** on disk, as a whole; else nothing of it is, and it has to be decided again */
  readonly isWritten: boolean
  /** nobody has answered this nonce before */
  readonly isNew: boolean
  /** what the scan was decided within has not changed */
  readonly isContextSame: boolean
  /** nor have the keys it was decided by */
  readonly isKeySame: boolean
  /** where the mirror stood in the statement that wrote; undefined: it was not looked at */
  readonly position?: ChainPosition
}

/** Writes scans together with those that other gates send in the same moment. */
export type WriteScans = {
  readonly refuse: (scan: ScanEntry, basis: ScanBasis) => Promise<Outcome>
  readonly claim: (scan: ScanEntry, basis: ScanBasis, claim: ClaimBasis) => Promise<Outcome>
  /** Takes no more and resolves when all that was taken is on disk or answered otherwise. */
  readonly close: () => Promise<void>
}

type OutcomeRow = Omit<Outcome, 'position'> & {
  readonly block?: string | null
  readonly blockHash?: Uint8Array<ArrayBuffer>
  readonly blockAt?: Date
  readonly confirmedAt?: Date | null
  readonly now?: Date
}

const limits = { most: 64, lanes: 1, companyMs: 1, mostWaiting: 2_000 } as const
/** Connections that the two kinds of groups use together. */
export const writeConnections = 2 * limits.lanes

/** What is known of a scan that the database refused by itself: that all of it has to be read again. */
const taken: Outcome = { isWritten: false, isNew: false, isContextSame: false, isKeySame: false }

/** Claims and refusals go in groups of their own: however much garbage comes, it does not hold up who may enter. */
export function createWriteScans(pool: StatementPool): WriteScans {
  const createWriter = (statement: Statement) => {
    const run = async (rows: readonly ScanRow[]): Promise<readonly Outcome[]> => {
      const placed = rows.map((row, place) => ({ ...row, place }))
      return (await pool.run<OutcomeRow>(statement, [JSON.stringify(placed)])).map(projectOutcome)
    }
    return createGroup({ run, keysOf, isOfOneItem, ...limits })
  }
  const refusals = createWriter(refusalStatement)
  const claims = createWriter(claimStatement)
  return {
    refuse: (scan, basis) => refusals.add(toScanRow(scan, basis)).catch(takenIfConflict),
    claim: (scan, basis, claim) => claims.add(toClaimRow(scan, basis, claim)).catch(takenIfConflict),
    close: async () => {
      await Promise.all([refusals.close(), claims.close()])
    },
  }
}

/** Two scans of one ticket, or under one nonce, would meet at a lock or undo each other's group. */
function keysOf(row: ScanRow): readonly string[] {
  const nonce = `${row.event_id} ${row.device_id} ${row.nonce}`
  return 'owner' in row ? [nonce, `${row.event_id} ${row.token_id}`] : [nonce]
}

function isOfOneItem(error: unknown): boolean {
  return !isDatabaseUnavailable(error)
}

function takenIfConflict(error: unknown): Outcome {
  if (isUniqueViolation(error) || isRefusedByGuard(error)) return taken
  throw error
}

function projectOutcome(row: OutcomeRow): Outcome {
  const { isWritten, isNew, isContextSame, isKeySame, block, blockHash, blockAt, confirmedAt, now } = row
  return {
    isWritten,
    isNew,
    isContextSame,
    isKeySame,
    ...(block &&
      blockHash &&
      blockAt &&
      now && {
        position: {
          block: Number(block),
          hash: blockHash,
          blockAt: blockAt.getTime(),
          confirmedAt: confirmedAt?.getTime() ?? null,
          now: now.getTime(),
        },
      }),
  }
}
