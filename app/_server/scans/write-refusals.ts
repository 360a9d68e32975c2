import type { Statement } from '#prisma/statement-pool.ts'
import { announceNumbers, drawNumber, isScanStillSo, keepScans, scanColumns } from './scan-sql.ts'

/**
 * Writes refusals to the log, with their nonces, and touches no table of tickets: garbage is as cheap as it gets.
 *
 * `$1`: the scans as JSON. A scan whose nonce is taken, or whose context or keys are others by now, is not written.
 */
export const refusalStatement: Statement = {
  name: 'usher_write_refusals',
  text: `
    WITH scan AS MATERIALIZED (SELECT * FROM json_to_recordset($1::json) AS scan (${scanColumns})),
    checked AS MATERIALIZED (SELECT scan.*, ${isScanStillSo} FROM scan),
    ${announceNumbers},
    ready AS MATERIALIZED (
      SELECT checked.*, ${drawNumber} FROM announced, checked WHERE is_new AND is_context_same AND is_key_same
    ), ${keepScans('ready', { block: 'as_of_block', hash: 'as_of_hash' })}
    SELECT place, checked.is_new AS "isNew", checked.is_context_same AS "isContextSame",
      checked.is_key_same AS "isKeySame",
      ready.place IS NOT NULL AS "isWritten"
    FROM checked LEFT JOIN ready USING (place) ORDER BY place`,
}
