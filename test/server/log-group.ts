import type { Reason } from '#core/reason.ts'
import { announceNumbers, drawNumber } from '#server/scans/scan-sql.ts'
import type { Stage } from './stage.ts'
import type { World } from './world.ts'

/** A row of the log, as far as it is counted. */
export type LoggedScan = { readonly gateId: string; readonly reason: Reason | null; readonly created: Date }

/**
 * Begins to write scans as another web process does, all in one transaction: their numbers are drawn, their rows not yet on
 * disk. They come there, or break, with what is answered.
 */
export async function beginLogGroup(
  { owner }: Pick<World, 'owner'>,
  { key }: Pick<Stage, 'key'>,
  scans: readonly LoggedScan[],
): Promise<(end: 'COMMIT' | 'ROLLBACK') => Promise<void>> {
  const client = await owner.connect()
  await client.query('BEGIN')
  await client.query(
    `WITH ${announceNumbers}, drawn AS (
       SELECT ${drawNumber}, scan.* FROM announced,
         unnest($2::text[], $3::text[], $4::timestamptz[]) AS scan (gate_id, reason, created)
     )
     INSERT INTO registry.scan (event_id, scan_id, created, datetime, kind, direction, method, nonce, device_id, staff,
       gate_id, list_id, verdict, reason, message, code_hash, code_length, duration_ms)
     SELECT $1, scan_id, created, created, 'scan', 'entry', 'pass', $5, $5, $6, gate_id, 'main',
       CASE WHEN reason IS NULL THEN 'admit' ELSE 'refuse' END, reason, '', $7, 1, 0
     FROM drawn`,
    [
      key,
      scans.map(({ gateId }) => gateId),
      scans.map(({ reason }) => reason),
      scans.map(({ created }) => created),
      ...[16, 20, 32].map((size) => Buffer.alloc(size)),
    ],
  )
  return async (end) => {
    await client.query(end)
    client.release()
  }
}
