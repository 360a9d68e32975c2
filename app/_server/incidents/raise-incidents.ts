import type { Logger } from 'pino'
import type { Database } from '#prisma/client.ts'

/**
 * Raises an incident for each admission that was decided by a block which has left the chain since. Any number of
 * processes may do it at the same time: an incident is raised once. Never throws: it comes round again.
 */
export type RaiseIncidents = () => Promise<void>

type Ports = { readonly db: Database; readonly log: Logger }

/**
 * A scan that was decided before the block left may be written after it. No statement takes so long, so from then on
 * nothing new can name the block.
 */
const lateSeconds = 60

export function createRaiseIncidents({ db, log }: Ports): RaiseIncidents {
  return async () => {
    try {
      const raised = await db.$executeRaw`
        INSERT INTO registry.incident (event_id, kind, scan_id, token_id, details)
        SELECT scan.event_id, 'block_left', scan.scan_id, scan.token_id, jsonb_build_object(
          'block', scan.as_of_block, 'hash', '0x' || encode(scan.as_of_hash, 'hex'), 'listId', scan.list_id,
          'gateId', scan.gate_id, 'deviceId', encode(scan.device_id, 'hex'),
          'datetime', to_char(scan.datetime AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
        FROM registry.left_block AS gone
        JOIN registry.scan ON scan.as_of_block = gone.number AND scan.as_of_hash = gone.hash AND scan.verdict = 'admit'
        WHERE gone.swept_at IS NULL AND NOT EXISTS (SELECT FROM mirror.block
          WHERE block.chain_id = gone.chain_id AND block.number = gone.number AND block.hash = gone.hash)
        ON CONFLICT (event_id, kind, scan_id) DO NOTHING`
      await db.$executeRaw`
        UPDATE registry.left_block SET swept_at = clock_timestamp()
        WHERE swept_at IS NULL AND left_at < clock_timestamp() - make_interval(secs => ${lateSeconds})`
      if (raised > 0) log.warn({ raised }, 'admissions were decided by blocks that have left the chain')
    } catch (error) {
      log.warn({ err: error }, 'looking for incidents did not work this time')
    }
  }
}
