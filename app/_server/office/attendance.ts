import { Prisma } from '#prisma/generated/client.ts'

/** Who has entered, by ticket; the statements below join it as `entry`. `$event` is the event's key. */
export function entriesOf(event: Uint8Array): Prisma.Sql {
  return Prisma.sql`entry AS (
    SELECT token_id, bool_or(is_inside) AS is_inside, min(first_entry_at) AS first_entry_at
    FROM registry.presence WHERE event_id = ${event} AND entries > 0 GROUP BY token_id
  )`
}

/**
 * Whether a ticket's present holder was ever refused with it. Only scans whose signatures have verified name a holder:
 * nobody gets a mark on another's ticket by forging a code, nor by showing one that he has given away.
 */
export const wasRefused = Prisma.sql`EXISTS (
  SELECT FROM registry.scan WHERE scan.event_id = ticket.event_id AND scan.token_id = ticket.token_id
    AND scan.verdict = 'refuse' AND scan.holder = ticket.owner
)`

/** `entered`, `refused` or `not_entered` of a row of `ticket LEFT JOIN entry`. */
export const attendance = Prisma.sql`CASE
  WHEN entry.token_id IS NOT NULL THEN 'entered' WHEN ${wasRefused} THEN 'refused' ELSE 'not_entered' END`
