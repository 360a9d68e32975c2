import type { Reason } from '#core/reason.ts'
import type { Database } from '#prisma/client.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { Recent } from '#runtime/crypto/recent.ts'
import { eventIdOfKey } from '../event-key.ts'
import type { FindLogEnd } from '../scans/log-end.ts'

/** How many were let in and refused. */
export type Tally = { readonly admitted: number; readonly refused: number }

/** What an event's log comes to. A gate or minute in which nothing was scanned has no tally. */
export type LogTally = {
  readonly byGate: ReadonlyMap<string, Tally>
  readonly byReason: ReadonlyMap<Reason, number>
  /** by the minute (Unix ms) in which the server heard, then by gate */
  readonly byMinute: ReadonlyMap<number, ReadonlyMap<string, Tally>>
}

/**
 * Every row of the log up to `through`, which is the number of one. Numbers beyond it that were drawn and never came to the
 * disk may be drawn again after a crash of Postgres.
 */
export type Settled = { readonly through: bigint; readonly tally: LogTally }

/** What of an event's log is counted for good; what is behind it is the caller's to add. */
export type TallyLog = (eventKey: Uint8Array<ArrayBuffer>) => Promise<Settled>

/** Scans of one minute at one gate with one outcome. */
export type Cell = Tally & { readonly minute: Date; readonly gateId: string; readonly reason: Reason | null }

export const minuteMs = 60_000
/** For how long minutes are told apart: nobody may ask for more. */
const minutesKept = 1_440
/** How many events a process remembers the counts of. */
const mostEvents = 1_000
/** How many rows one statement counts for good: however long the log is, no statement takes long. */
const usualStride = 50_000

const nothing: Settled = {
  through: 0n,
  tally: { byGate: new Map(), byReason: new Map(), byMinute: new Map() },
}

type Ports = {
  readonly db: Database
  readonly findLogEnd: FindLogEnd
  readonly now: () => Date
  readonly stride?: number
}

/**
 * Counts each row of the log once. The log only grows, and below its end (`FindLogEnd`) nothing can come any more: what was
 * counted up to there is remembered, and only the rows since are read. The memory is a shortcut and no truth of its own:
 * every process counts for itself, a new one once from the beginning, and all come to the same. When a month is taken out of
 * the log, all count anew.
 */
export function createTallyLog({ db, findLogEnd, now, stride = usualStride }: Ports): TallyLog {
  const remembered = new Recent<Settled & { readonly detachedMonths: number }>(mostEvents)
  return async (eventKey) => {
    const name = eventIdOfKey(eventKey)
    const [end, detachedMonths] = await Promise.all([findLogEnd(), db.detachedMonth.count()])
    const known = remembered.find(name)
    let settled: Settled = known?.detachedMonths === detachedMonths ? known : nothing
    for (;;) {
      const cells = await readStride(db, eventKey, { after: settled.through, end, stride })
      const [first] = cells
      if (!first) return settled
      const keptFrom = now().getTime() - minutesKept * minuteMs
      settled = { through: first.last, tally: addCells(settled.tally, cells, keptFrom) }
      remembered.remember(name, { ...settled, detachedMonths })
      if (first.read < stride) return settled
    }
  }
}

/** A {@link Tally} of rows of the log. */
export const tallyColumns = Prisma.sql`
  count(*) FILTER (WHERE kind = 'scan' AND verdict = 'admit' AND direction = 'entry')::int AS admitted,
  count(*) FILTER (WHERE kind = 'scan' AND verdict = 'refuse')::int AS refused`

const cellColumns = Prisma.sql`
  date_trunc('minute', created, 'UTC') AS minute, gate_id AS "gateId", reason, ${tallyColumns}`

type Stride = { readonly after: bigint; readonly end: bigint; readonly stride: number }

/** The next rows of the log, at most a stride of them: how many were read, and which number was the last. */
function readStride(db: Database, eventKey: Uint8Array<ArrayBuffer>, { after, end, stride }: Stride) {
  return db.$queryRaw<(Cell & { readonly read: number; readonly last: bigint })[]>`
    SELECT ${cellColumns}, (sum(count(*)) OVER ())::int AS read, max(max(scan_id)) OVER () AS last
    FROM (
      SELECT created, gate_id, reason, kind, verdict, direction, scan_id FROM registry.scan
      WHERE event_id = ${eventKey} AND scan_id > ${after} AND scan_id <= ${end}
      ORDER BY scan_id LIMIT ${stride}
    ) AS scan
    GROUP BY minute, gate_id, reason`
}

/** What is on disk behind what is counted for good. */
export function readCellsSince(
  db: Database,
  eventKey: Uint8Array<ArrayBuffer>,
  through: bigint,
): Promise<readonly Cell[]> {
  return db.$queryRaw<Cell[]>`
    SELECT ${cellColumns} FROM registry.scan WHERE event_id = ${eventKey} AND scan_id > ${through}
    GROUP BY minute, gate_id, reason`
}

/**
 * A tally with more scans in it; the one given stays as it is.
 * @param keptFrom Unix ms: earlier minutes are not told apart any more
 */
export function addCells(tally: LogTally, cells: readonly Cell[], keptFrom: number): LogTally {
  const byGate = new Map(tally.byGate)
  const byReason = new Map(tally.byReason)
  const byMinute = new Map([...tally.byMinute].filter(([minute]) => minute >= keptFrom))
  const changed = new Map<number, Map<string, Tally>>()
  for (const cell of cells) {
    const { gateId, reason, refused } = cell
    byGate.set(gateId, addTallies(byGate.get(gateId), cell))
    if (reason !== null && refused > 0) byReason.set(reason, (byReason.get(reason) ?? 0) + refused)
    const minute = cell.minute.getTime()
    if (minute < keptFrom) continue
    const gates = changed.get(minute) ?? new Map(byMinute.get(minute))
    gates.set(gateId, addTallies(gates.get(gateId), cell))
    changed.set(minute, gates)
  }
  for (const [minute, gates] of changed) byMinute.set(minute, gates)
  return { byGate, byReason, byMinute }
}

/** The sum of two. */
export function addTallies(one: Tally | undefined, other: Tally): Tally {
  return {
    admitted: (one?.admitted ?? 0) + other.admitted,
    refused: (one?.refused ?? 0) + other.refused,
  }
}
