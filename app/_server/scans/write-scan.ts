import { Prisma } from '#prisma/generated/client.ts'
import { toBytes } from '../bytes.ts'
import type { ScanRecord } from './scan-record.ts'
import { describeCode, hashScanRequest, type ScanRequest } from './scan-request.ts'

/** A decided scan as the log is to keep it. */
export type ScanEntry = {
  readonly request: ScanRequest
  readonly gateId: string
  readonly method: string
  readonly record: ScanRecord & { readonly madeAt: bigint | null; readonly asOfHash: Uint8Array | null }
  /** of undecodable input only */
  readonly codeExcerpt: string | null
  readonly durationMs: number
}

/**
 * The CTEs that keep a scan: its nonce, which refuses the whole statement when it is taken (invariant 2), and its row
 * in the log (invariant 4). They write as many rows as the CTE `fact` has; it draws the `scan_id`.
 */
export function writeScan(scan: ScanEntry, from: Prisma.Sql): Prisma.Sql {
  const { request, record } = scan
  const code = describeCode(request.code)
  return Prisma.sql`
    noted AS (
      INSERT INTO registry.scan_nonce (event_id, device_id, nonce, request_hash, scan_id, created)
      SELECT ${request.eventKey}, ${request.deviceId}, ${request.nonce}, ${hashScanRequest(request)},
        fact.scan_id, ${record.created}
      FROM ${from}
    ), logged AS (
      INSERT INTO registry.scan (
        event_id, scan_id, created, datetime, kind, direction, method, nonce, device_id, staff, gate_id, list_id,
        verdict, reason, message, token_id, tier_id, holder, made_at, code_hash, code_length, code_excerpt,
        first_datetime, first_gate_id, first_device_id, as_of_block, as_of_hash, duration_ms)
      SELECT ${request.eventKey}, fact.scan_id, ${record.created}, ${record.datetime}, 'scan', ${request.direction},
        ${scan.method}, ${request.nonce}, ${request.deviceId}, ${toBytes(request.staff)}, ${scan.gateId},
        ${request.listId}, ${record.verdict}, ${record.reason}, ${record.message}, ${record.tokenId}::bigint,
        ${record.tierId}::integer, ${record.holder}::bytea, ${record.madeAt}::bigint, ${code.hash}, ${code.length},
        ${scan.codeExcerpt}, ${record.firstDatetime}::timestamptz, ${record.firstGateId},
        ${record.firstDeviceId}::bytea, ${record.asOfBlock}::bigint, ${record.asOfHash}::bytea, ${scan.durationMs}
      FROM ${from}
      RETURNING scan_id
    )`
}
