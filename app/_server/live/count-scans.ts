import type { Counts } from '#core/api/scan.ts'
import type { Database } from '#prisma/client.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { Recent } from '#runtime/crypto/recent.ts'
import { eventIdOfKey } from '../event-key.ts'
import type { FindLogEnd } from '../scans/log-end.ts'

/** How many an event has let in and refused, in all and at each gate, and how many tickets are inside somewhere. */
export type CountScans = (eventKey: Uint8Array<ArrayBuffer>) => Promise<Counts>

type GateTally = { readonly gateId: string; readonly admitted: number; readonly refused: number }
/** By gate; a gate that nobody has scanned at has none. */
type Tally = ReadonlyMap<string, GateTally>
/**
 * What is counted for good: every row of the log up to `through`, which is the number of one. Numbers beyond it that were
 * drawn and never came to the disk may be drawn again after a crash of Postgres.
 */
type Settled = { readonly through: bigint; readonly tally: Tally }

/** How many events a process remembers the counts of. */
const mostEvents = 1_000
/** How many rows one statement counts for good: however long the log is, no statement takes long. */
const usualStride = 50_000

/**
 * Counts each row of the log once. The log only grows, and below its end (`FindLogEnd`) nothing can come any more: what was
 * counted up to there is remembered, and only the rows since are read. The memory is a shortcut and no truth of its own:
 * every process counts for itself, a new one once from the beginning, and all come to the same.
 */
export function createCountScans(
  db: Database,
  findLogEnd: FindLogEnd,
  stride: number = usualStride,
): CountScans {
  const remembered = new Recent<Settled>(mostEvents)

  const settle = async (eventKey: Uint8Array<ArrayBuffer>, name: string): Promise<Settled> => {
    const end = await findLogEnd()
    let settled = remembered.find(name) ?? { through: 0n, tally: new Map() }
    for (;;) {
      const rows = await countStride(db, eventKey, { after: settled.through, end, stride })
      const [first] = rows
      if (!first) return settled
      settled = { through: first.last, tally: addTallies(settled.tally, rows) }
      remembered.remember(name, settled)
      if (first.read < stride) return settled
    }
  }

  return async (eventKey) => {
    const eventId = eventIdOfKey(eventKey)
    const { through, tally } = await settle(eventKey, eventId)
    const { inside, gates } = await countRest(db, eventKey, through)
    const counted = addTallies(tally, gates)
    const perGate = [...counted.values()].sort((one, other) => (one.gateId < other.gateId ? -1 : 1))
    return {
      eventId,
      admitted: perGate.reduce((sum, { admitted }) => sum + admitted, 0),
      inside,
      refused: perGate.reduce((sum, { refused }) => sum + refused, 0),
      perGate,
    }
  }
}

const tallies = Prisma.sql`
  count(*) FILTER (WHERE kind = 'scan' AND verdict = 'admit' AND direction = 'entry')::int AS admitted,
  count(*) FILTER (WHERE kind = 'scan' AND verdict = 'refuse')::int AS refused`

type Stride = { readonly after: bigint; readonly end: bigint; readonly stride: number }

/** The next rows of the log, at most a stride of them: how many were read, and which number was the last. */
function countStride(db: Database, eventKey: Uint8Array<ArrayBuffer>, { after, end, stride }: Stride) {
  return db.$queryRaw<(GateTally & { readonly read: number; readonly last: bigint })[]>`
    SELECT gate_id AS "gateId", ${tallies},
      (sum(count(*)) OVER ())::int AS read, max(max(scan_id)) OVER () AS last
    FROM (
      SELECT gate_id, kind, verdict, direction, scan_id FROM registry.scan
      WHERE event_id = ${eventKey} AND scan_id > ${after} AND scan_id <= ${end}
      ORDER BY scan_id LIMIT ${stride}
    ) AS scan
    GROUP BY gate_id`
}

/** What is on disk behind that, every gate of the event, and who is inside: all as of one moment. */
async function countRest(db: Database, eventKey: Uint8Array<ArrayBuffer>, after: bigint) {
  const rows = await db.$queryRaw<(GateTally & { readonly inside: number })[]>`
    WITH tally AS (
      SELECT gate_id, ${tallies} FROM registry.scan
      WHERE event_id = ${eventKey} AND scan_id > ${after} GROUP BY gate_id
    ), gate AS (
      SELECT gate_id FROM registry.gate WHERE event_id = ${eventKey} UNION SELECT gate_id FROM tally
    )
    SELECT gate_id AS "gateId", coalesce(admitted, 0) AS admitted, coalesce(refused, 0) AS refused,
      (SELECT count(DISTINCT token_id)::int FROM registry.presence WHERE event_id = ${eventKey} AND is_inside) AS inside
    FROM gate LEFT JOIN tally USING (gate_id)`
  return { inside: rows[0]?.inside ?? 0, gates: rows }
}

function addTallies(tally: Tally, more: readonly GateTally[]): Tally {
  const sum = new Map(tally)
  for (const { gateId, admitted, refused } of more) {
    const before = sum.get(gateId)
    sum.set(gateId, {
      gateId,
      admitted: (before?.admitted ?? 0) + admitted,
      refused: (before?.refused ?? 0) + refused,
    })
  }
  return sum
}
