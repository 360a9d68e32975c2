import type { Counts } from '#core/api/scan.ts'
import type { Database } from '#prisma/client.ts'
import { eventIdOfKey } from '../event-key.ts'
import { addTallies, type Tally, type TallyLog, tallyColumns } from './tally-log.ts'

/** How many an event has let in and refused, in all and at each gate, and how many tickets are inside somewhere. */
export type CountScans = (eventKey: Uint8Array<ArrayBuffer>) => Promise<Counts>

/** Adds what is new in the log to what is counted of it, which makes counting cost what is new. */
export function createCountScans(db: Database, tallyLog: TallyLog): CountScans {
  return async (eventKey) => {
    const { through, tally } = await tallyLog(eventKey)
    const { inside, gates } = await countRest(db, eventKey, through)
    const perGate = sumGates(tally.byGate, gates)
    return {
      eventId: eventIdOfKey(eventKey),
      admitted: perGate.reduce((sum, { admitted }) => sum + admitted, 0),
      inside,
      refused: perGate.reduce((sum, { refused }) => sum + refused, 0),
      perGate,
    }
  }
}

type GateRow = Tally & { readonly gateId: string; readonly inside: number }

/** What is on disk behind that, every gate of the event, and who is inside: all as of one moment. */
async function countRest(db: Database, eventKey: Uint8Array<ArrayBuffer>, after: bigint) {
  const rows = await db.$queryRaw<GateRow[]>`
    WITH tally AS (
      SELECT gate_id, ${tallyColumns} FROM registry.scan WHERE event_id = ${eventKey} AND scan_id > ${after} GROUP BY gate_id
    ), gate AS (
      SELECT gate_id FROM registry.gate WHERE event_id = ${eventKey} UNION SELECT gate_id FROM tally
    )
    SELECT gate_id AS "gateId", coalesce(admitted, 0) AS admitted, coalesce(refused, 0) AS refused,
      (SELECT count(DISTINCT token_id)::int FROM registry.presence WHERE event_id = ${eventKey} AND is_inside) AS inside
    FROM gate LEFT JOIN tally USING (gate_id)`
  return { inside: rows[0]?.inside ?? 0, gates: rows }
}

function sumGates(counted: ReadonlyMap<string, Tally>, more: readonly GateRow[]): Counts['perGate'] {
  const sum = new Map(counted)
  for (const row of more) sum.set(row.gateId, addTallies(sum.get(row.gateId), row))
  return [...sum]
    .map(([gateId, tally]) => ({ gateId, ...tally }))
    .sort((one, other) => (one.gateId < other.gateId ? -1 : 1))
}
