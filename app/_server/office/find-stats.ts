import type { Stats } from '#core/api/office.ts'
import type { Database } from '#prisma/client.ts'
import { addCells, type LogTally, minuteMs, readCellsSince, type TallyLog } from '../live/tally-log.ts'
import { attendance, attendanceOf, attendedTickets } from './attendance.ts'

/** What an organizer watches beside the live counts: who came, what is refused, and how fast the gates go. */
export type FindStats = (eventKey: Uint8Array<ArrayBuffer>, minutes: number) => Promise<Stats>

type Ports = { readonly db: Database; readonly tallyLog: TallyLog; readonly now: () => Date }

/** Reads of the log only what is new in it, however often it is asked; who came is counted from the tickets. */
export function createFindStats({ db, tallyLog, now }: Ports): FindStats {
  return async (eventKey, minutes) => {
    const until = now()
    const thisMinute = Math.floor(until.getTime() / minuteMs) * minuteMs
    const from = thisMinute - (minutes - 1) * minuteMs
    const { through, tally } = await tallyLog(eventKey)
    const [came, rest] = await Promise.all([
      countAttendance(db, eventKey),
      readCellsSince(db, eventKey, through),
    ])
    const { byReason, byMinute } = addCells(tally, rest, from)
    return {
      from: new Date(from).toISOString(),
      until: until.toISOString(),
      attendance: came,
      refusals: [...byReason]
        .map(([reason, count]) => ({ reason, count }))
        .sort((one, other) => other.count - one.count || (one.reason < other.reason ? -1 : 1)),
      perMinute: listMinutes(byMinute),
    }
  }
}

function listMinutes(byMinute: LogTally['byMinute']): Stats['perMinute'] {
  const minutes = [...byMinute].sort(([one], [other]) => one - other)
  return minutes.flatMap(([at, gates]) => {
    const minute = new Date(at).toISOString()
    const byGate = [...gates].sort(([one], [other]) => (one < other ? -1 : 1))
    return byGate.map(([gateId, tally]) => ({ minute, gateId, ...tally }))
  })
}

async function countAttendance(
  db: Database,
  eventKey: Uint8Array<ArrayBuffer>,
): Promise<Stats['attendance']> {
  const [row] = await db.$queryRaw<Stats['attendance'][]>`
    WITH ${attendanceOf(eventKey)}, came AS (
      SELECT ${attendance} AS state FROM ${attendedTickets}
      WHERE ticket.event_id = ${eventKey} AND (status = 'valid' OR entry.token_id IS NOT NULL)
    )
    SELECT count(*)::int AS issued, count(*) FILTER (WHERE state = 'entered')::int AS entered,
      count(*) FILTER (WHERE state = 'refused')::int AS refused,
      count(*) FILTER (WHERE state = 'not_entered')::int AS "notEntered"
    FROM came`
  return row ?? { issued: 0, entered: 0, refused: 0, notEntered: 0 }
}
