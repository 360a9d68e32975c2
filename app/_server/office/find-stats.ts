import type { Stats } from '#core/api/office.ts'
import type { Reason } from '#core/reason.ts'
import type { Database } from '#prisma/client.ts'
import { attendance, entriesOf } from './attendance.ts'

/** What an organizer watches beside the live counts: who came, what is refused, and how fast the gates go. */
export type FindStats = (eventKey: Uint8Array<ArrayBuffer>, minutes: number) => Promise<Stats>

const minuteMs = 60_000

type Ports = { readonly db: Database; readonly now: () => Date }

export function createFindStats({ db, now }: Ports): FindStats {
  return async (eventKey, minutes) => {
    const until = now()
    const thisMinute = Math.floor(until.getTime() / minuteMs) * minuteMs
    const from = new Date(thisMinute - (minutes - 1) * minuteMs)
    const [came, refusals, perMinute] = await Promise.all([
      countAttendance(db, eventKey),
      db.$queryRaw<{ reason: Reason; count: number }[]>`
        SELECT reason, count(*)::int AS count FROM registry.scan
        WHERE event_id = ${eventKey} AND kind = 'scan' AND verdict = 'refuse'
        GROUP BY reason ORDER BY count DESC, reason`,
      db.$queryRaw<{ minute: Date; gateId: string; admitted: number; refused: number }[]>`
        SELECT date_trunc('minute', created, 'UTC') AS minute, gate_id AS "gateId",
          count(*) FILTER (WHERE verdict = 'admit' AND direction = 'entry')::int AS admitted,
          count(*) FILTER (WHERE verdict = 'refuse')::int AS refused
        FROM registry.scan WHERE event_id = ${eventKey} AND kind = 'scan' AND created >= ${from}
        GROUP BY 1, 2 ORDER BY 1, 2`,
    ])
    return {
      from: from.toISOString(),
      until: until.toISOString(),
      attendance: came,
      refusals,
      perMinute: perMinute.map((each) => ({ ...each, minute: each.minute.toISOString() })),
    }
  }
}

async function countAttendance(
  db: Database,
  eventKey: Uint8Array<ArrayBuffer>,
): Promise<Stats['attendance']> {
  const [row] = await db.$queryRaw<Stats['attendance'][]>`
    WITH ${entriesOf(eventKey)}, came AS (
      SELECT ${attendance} AS state FROM mirror.ticket LEFT JOIN entry USING (token_id)
      WHERE ticket.event_id = ${eventKey} AND (status = 'valid' OR entry.token_id IS NOT NULL)
    )
    SELECT count(*)::int AS issued, count(*) FILTER (WHERE state = 'entered')::int AS entered,
      count(*) FILTER (WHERE state = 'refused')::int AS refused,
      count(*) FILTER (WHERE state = 'not_entered')::int AS "notEntered"
    FROM came`
  return row ?? { issued: 0, entered: 0, refused: 0, notEntered: 0 }
}
