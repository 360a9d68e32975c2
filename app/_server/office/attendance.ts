import { Prisma } from '#prisma/generated/client.ts'

/**
 * What the statements below join: as `entry` who has entered, by ticket, and as `refused` with which tickets which holders
 * were ever refused. Only scans whose signatures have verified name a holder: nobody gets a mark on another's ticket by
 * forging a code, nor by showing one that he has given away.
 * @param event the event's key
 */
export function attendanceOf(event: Uint8Array): Prisma.Sql {
  return Prisma.sql`entry AS (
    SELECT token_id, bool_or(is_inside) AS is_inside, min(first_entry_at) AS first_entry_at
    FROM registry.presence WHERE event_id = ${event} AND entries > 0 GROUP BY token_id
  ), refused AS (
    SELECT DISTINCT token_id, holder FROM registry.scan
    WHERE event_id = ${event} AND verdict = 'refuse' AND holder IS NOT NULL
  )`
}

/** Each ticket with what is known of its present holder at the gates; one row for each. */
export const attendedTickets = Prisma.sql`mirror.ticket
  LEFT JOIN entry ON entry.token_id = ticket.token_id
  LEFT JOIN refused ON refused.token_id = ticket.token_id AND refused.holder = ticket.owner`

/** `entered`, `refused` or `not_entered` of a row of {@link attendedTickets}. */
export const attendance = Prisma.sql`CASE
  WHEN entry.token_id IS NOT NULL THEN 'entered' WHEN refused.token_id IS NOT NULL THEN 'refused' ELSE 'not_entered' END`
