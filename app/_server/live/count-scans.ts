import type { Counts } from '#core/api/scan.ts'
import type { Database } from '#prisma/client.ts'
import { eventIdOfKey } from '../event-key.ts'

/** How many an event has let in and refused, in all and at each gate, and how many tickets are inside somewhere. */
export type CountScans = (eventKey: Uint8Array<ArrayBuffer>) => Promise<Counts>

type Row = {
  readonly gateId: string
  readonly admitted: bigint
  readonly refused: bigint
  readonly inside: bigint
}

export function createCountScans(db: Database): CountScans {
  return async (eventKey) => {
    const rows = await db.$queryRaw<Row[]>`
      WITH tally AS (
        SELECT gate_id,
          count(*) FILTER (WHERE verdict = 'admit' AND direction = 'entry') AS admitted,
          count(*) FILTER (WHERE verdict = 'refuse') AS refused
        FROM registry.scan WHERE event_id = ${eventKey} AND kind = 'scan' GROUP BY gate_id
      ), gate AS (
        SELECT gate_id FROM registry.gate WHERE event_id = ${eventKey} UNION SELECT gate_id FROM tally
      )
      SELECT gate_id AS "gateId", coalesce(admitted, 0) AS admitted, coalesce(refused, 0) AS refused,
        (SELECT count(DISTINCT token_id) FROM registry.presence WHERE event_id = ${eventKey} AND is_inside) AS inside
      FROM gate LEFT JOIN tally USING (gate_id) ORDER BY gate_id`
    const perGate = rows.map(({ gateId, admitted, refused }) => ({
      gateId,
      admitted: Number(admitted),
      refused: Number(refused),
    }))
    return {
      eventId: eventIdOfKey(eventKey),
      admitted: perGate.reduce((sum, { admitted }) => sum + admitted, 0),
      inside: Number(rows[0]?.inside ?? 0),
      refused: perGate.reduce((sum, { refused }) => sum + refused, 0),
      perGate,
    }
  }
}
