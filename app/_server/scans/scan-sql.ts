/**
 * What the statements of a scan share, as text: they are prepared once per connection and take any number of scans.
 *
 * `scan` is the relation of {@link scanColumns} that a statement works on.
 */

/** One row per scan; bytes are written `\x…`. See `toScanRow` for what each holds. */
export const scanColumns = `
  place integer, event_id bytea, device_id bytea, nonce bytea, request_hash bytea, session_id uuid, staff bytea,
  gate_id text, list_id text, context_version text, key_tag bytea, keys_version text,
  created timestamptz, datetime timestamptz, direction text, method text, verdict text, reason text, message text, decision text,
  token_id bigint, tier_id integer, holder bytea, made_at bigint, code_hash bytea, code_length integer,
  code_excerpt text, first_datetime timestamptz, first_gate_id text, first_device_id bytea,
  as_of_block bigint, as_of_hash bytea, duration_ms integer`

/** What a scan is decided within: the rows whose versions {@link contextVersion} tells. */
export const contextTables = `
  mirror.event
  LEFT JOIN registry.event_setting AS setting ON setting.event_id = event.event_id
  LEFT JOIN registry.list ON list.event_id = event.event_id AND list.list_id = scan.list_id
  LEFT JOIN registry.staff
    ON staff.event_id = event.event_id AND staff.address = scan.staff AND staff.disabled_at IS NULL
  LEFT JOIN registry.device ON device.event_id = event.event_id AND device.device_id = scan.device_id
  LEFT JOIN registry.session ON session.session_id = scan.session_id`

/**
 * Which versions of its rows a scan is decided within. A row that is changed, however, gets another transaction or
 * place; so equal texts mean that not one column of them has changed, and nobody has to list the columns.
 */
export const contextVersion = `ROW(
  event.xmin, event.ctid, setting.xmin, setting.ctid, list.xmin, list.ctid, gate.xmin, gate.ctid,
  staff.xmin, staff.ctid, device.xmin, device.ctid, session.xmin, session.ctid)::text`

/** The same of the keys that are registered under a tag and not retired; null: there are none. */
export const keysVersion = (eventId: string, keyTag: string): string => `(
  SELECT string_agg(key.xmin::text || key.ctid::text, ' ' ORDER BY key.holder, key.public_key)
  FROM registry.pass_key AS key
  WHERE key.event_id = ${eventId} AND key.key_tag = ${keyTag} AND key.retired_at IS NULL)`

/**
 * EXISTS and its opposite. Written as a value, as Postgres may answer EXISTS for many rows by reading all of the table
 * into a hash: quick while it is small, and the slower the longer the log.
 */
export const some = (from: string): string => `coalesce((SELECT true FROM ${from} LIMIT 1), false)`
export const none = (from: string): string => `NOT ${some(from)}`

const isNew = none(`registry.scan_nonce AS kept
  WHERE kept.event_id = scan.event_id AND kept.device_id = scan.device_id AND kept.nonce = scan.nonce`)

const isContextSame = some(`${contextTables}
  LEFT JOIN registry.gate ON gate.event_id = event.event_id AND gate.gate_id = scan.gate_id
  WHERE event.event_id = scan.event_id AND ${contextVersion} = scan.context_version
    AND session.ended_at IS NULL AND session.expires_at > scan.created`)

const isKeySame = `(scan.keys_version IS NULL
  OR ${keysVersion('scan.event_id', 'scan.key_tag')} IS NOT DISTINCT FROM scan.keys_version)`

/** What every scan asks again in the statement that writes it. */
export const isScanStillSo = `${isNew} AS is_new, ${isContextSame} AS is_context_same, ${isKeySame} AS is_key_same`

/** The number that was drawn last; of a sequence that was never drawn from, `last_value` is the first to come. */
export const lastDrawn = `(last_value - CASE WHEN is_called THEN 0 ELSE 1 END)`

/**
 * Says, until the end of the transaction, that numbers of the log above this one are drawn and not yet on disk. Has to
 * be taken before the first is drawn; `log-end.ts` reads it.
 */
export const announceNumbers = `announced AS MATERIALIZED (
  SELECT pg_advisory_xact_lock_shared('registry.scan'::regclass::oid::integer, (${lastDrawn} & 2147483647)::integer)
  FROM registry.scan_scan_id_seq)`

export const drawNumber = `nextval('registry.scan_scan_id_seq') AS scan_id`

/** The CTEs that keep scans: their nonces, which refuse the statement when taken (invariant 2), and their log rows. */
export const keepScans = (from: string, asOf: { readonly block: string; readonly hash: string }): string => `
  noted AS (
    INSERT INTO registry.scan_nonce (event_id, device_id, nonce, request_hash, scan_id, created)
    SELECT event_id, device_id, nonce, request_hash, scan_id, created FROM ${from} AS scan
    ORDER BY event_id, device_id, nonce
  ), logged AS (
    INSERT INTO registry.scan (
      event_id, scan_id, created, datetime, kind, direction, method, nonce, device_id, staff, gate_id, list_id,
      verdict, reason, message, decision, token_id, tier_id, holder, made_at, code_hash, code_length, code_excerpt,
      first_datetime, first_gate_id, first_device_id, as_of_block, as_of_hash, duration_ms)
    SELECT event_id, scan_id, created, datetime, 'scan', direction, method, nonce, device_id, staff, gate_id, list_id,
      verdict, reason, message, decision, token_id, tier_id, holder, made_at, code_hash, code_length, code_excerpt,
      first_datetime, first_gate_id, first_device_id, ${asOf.block}, ${asOf.hash}, duration_ms
    FROM ${from} AS scan
  )`
