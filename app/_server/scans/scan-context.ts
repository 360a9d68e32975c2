import type { StaffRole } from '#core/api/auth.ts'
import { DEFAULT_DAY_BEGINS_HOUR } from '#core/entry-policy.ts'
import { DEFAULT_LEEWAY, type Leeway } from '#core/pass-time.ts'
import type { EventFacts, ListFacts } from '#core/ticket-check.ts'
import type { Statement, StatementPool } from '#prisma/statement-pool.ts'
import { toBytes } from '../bytes.ts'
import type { ScanRequest } from './scan-request.ts'
import { contextTables, contextVersion } from './scan-sql.ts'

/** What a scan is decided within, before anything is known of the code. */
export type ScanContext = {
  readonly isSessionLive: boolean
  readonly isOrganizer: boolean
  readonly role: StaffRole | null
  readonly isDeviceDisabled: boolean
  /** the answer kept under this nonce and device */
  readonly stored: StoredScan | undefined
  readonly event: EventFacts
  readonly leeway: Leeway
  /** undefined: the event has no such list */
  readonly list: ListFacts | undefined
  readonly gate: { readonly gateId: string; readonly listIds: readonly string[] } | undefined
  /** of all rows that this was read from, for the write to compare */
  readonly version: string
}

export type StoredScan = {
  readonly requestHash: Uint8Array
  readonly scanId: bigint
  readonly created: Date
}

/** Undefined: the mirror has no such event. */
export type FindScanContext = (request: ScanRequest, sessionId: string) => Promise<ScanContext | undefined>

type Row = {
  readonly isSessionLive: boolean
  readonly isOrganizer: boolean
  readonly role: StaffRole | null
  readonly isDeviceDisabled: boolean
  readonly status: string
  readonly doorsAt: Date
  readonly endsAt: Date
  readonly cutOffAt: Date
  readonly timeZone: string | null
  readonly dayBeginsHour: number | null
  readonly maxAgeSeconds: number | null
  readonly maxAheadSeconds: number | null
  readonly policy: ListFacts['policy'] | null
  readonly tierIds: number[] | null
  readonly opensAt: Date | null
  readonly closesAt: Date | null
  readonly gateId: string | null
  readonly gateListIds: string[] | null
  readonly requestHash: Uint8Array | null
  readonly scanId: string | null
  readonly created: Date | null
  readonly version: string
}

/**
 * Gathers, in one statement, who may scan here and what the scan is decided by before its code is looked at.
 *
 * The gate is the one that the request names, else the device's own, else the event's first that admits to the list.
 */
export function createFindScanContext(pool: StatementPool, now: () => Date): FindScanContext {
  return async ({ eventKey, deviceId, nonce, listId, gateId, staff }, sessionId) => {
    const values = [eventKey, deviceId, nonce, sessionId, toBytes(staff), listId, gateId ?? null, now()]
    const [row] = await pool.run<Row>(contextStatement, values)
    return row && projectContext(row)
  }
}

const contextStatement: Statement = {
  name: 'usher_scan_context',
  text: `
    SELECT
      coalesce(session.ended_at IS NULL AND session.expires_at > $8::timestamptz, false) AS "isSessionLive",
      event.organizer = scan.staff AS "isOrganizer",
      staff.role,
      device.disabled_at IS NOT NULL AS "isDeviceDisabled",
      event.status, event.doors_at AS "doorsAt", event.ends_at AS "endsAt", event.cut_off_at AS "cutOffAt",
      setting.time_zone AS "timeZone", setting.day_begins_hour AS "dayBeginsHour",
      setting.pass_max_age_seconds AS "maxAgeSeconds", setting.pass_max_ahead_seconds AS "maxAheadSeconds",
      list.policy, list.tier_ids AS "tierIds", list.opens_at AS "opensAt", list.closes_at AS "closesAt",
      gate.gate_id AS "gateId", gate.list_ids AS "gateListIds",
      kept.request_hash AS "requestHash", kept.scan_id AS "scanId", kept.created,
      ${contextVersion} AS version
    FROM (
      SELECT $1::bytea AS event_id, $2::bytea AS device_id, $3::bytea AS nonce, $4::uuid AS session_id,
        $5::bytea AS staff, $6::text AS list_id, $7::text AS gate_id
    ) AS scan
    CROSS JOIN ${contextTables}
    LEFT JOIN LATERAL (
      SELECT gate.xmin, gate.ctid, gate.gate_id, gate.list_ids FROM registry.gate
      WHERE gate.event_id = event.event_id
        AND CASE WHEN scan.gate_id IS NULL
          THEN gate.gate_id = device.gate_id OR (device.gate_id IS NULL AND scan.list_id = ANY (gate.list_ids))
          ELSE gate.gate_id = scan.gate_id END
      ORDER BY gate.gate_id LIMIT 1
    ) AS gate ON true
    LEFT JOIN registry.scan_nonce AS kept
      ON kept.event_id = event.event_id AND kept.device_id = scan.device_id AND kept.nonce = scan.nonce
    WHERE event.event_id = scan.event_id`,
}

function projectContext(row: Row): ScanContext {
  const { requestHash, scanId, created, gateId, policy } = row
  return {
    isSessionLive: row.isSessionLive,
    isOrganizer: row.isOrganizer,
    role: row.role,
    isDeviceDisabled: row.isDeviceDisabled,
    stored:
      requestHash && scanId !== null && created
        ? { requestHash, scanId: BigInt(scanId), created }
        : undefined,
    event: {
      isCanceled: row.status === 'canceled',
      doorsAt: row.doorsAt.getTime(),
      endsAt: row.endsAt.getTime(),
      cutOffAt: row.cutOffAt.getTime(),
      timeZone: row.timeZone ?? 'UTC',
      dayBeginsHour: row.dayBeginsHour ?? DEFAULT_DAY_BEGINS_HOUR,
    },
    leeway: {
      maxAgeSeconds: row.maxAgeSeconds ?? DEFAULT_LEEWAY.maxAgeSeconds,
      maxAheadSeconds: row.maxAheadSeconds ?? DEFAULT_LEEWAY.maxAheadSeconds,
    },
    list: policy
      ? {
          tierIds: row.tierIds ?? [],
          policy,
          opensAt: row.opensAt?.getTime() ?? null,
          closesAt: row.closesAt?.getTime() ?? null,
        }
      : undefined,
    gate: gateId === null ? undefined : { gateId, listIds: row.gateListIds ?? [] },
    version: row.version,
  }
}
