import type pg from 'pg'

/** Scans that the full log holds already. */
export const SCANS_BEFORE = 5_000_000
const CHUNK = 500_000

/**
 * Fills the log and its nonces with refusals and admissions of an event's past, as this month's partition would hold
 * them. Indexes are made when the rows are there: the same in the end, and minutes sooner.
 */
export async function fillLog(owner: pg.Pool, eventKey: Buffer): Promise<void> {
  const client = await owner.connect()
  try {
    const remake = await dropIndexes(client)
    for (let from = 1; from <= SCANS_BEFORE; from += CHUNK) {
      await client.query(FILL, [eventKey, from, from + CHUNK - 1])
    }
    for (const sql of remake) await client.query(sql)
    await client.query(`SELECT setval('registry.scan_scan_id_seq', $1)`, [SCANS_BEFORE])
    await client.query('VACUUM ANALYZE registry.scan')
    await client.query('VACUUM ANALYZE registry.scan_nonce')
    await client.query('CHECKPOINT')
  } finally {
    client.release()
  }
}

const FILL = `
  WITH past AS (
    SELECT number, sha256(int8send(number)) AS hash,
      date_trunc('month', now()) + (now() - date_trunc('month', now())) * (number::float8 / ${SCANS_BEFORE + 1}) AS at
    FROM generate_series($2::bigint, $3::bigint) AS number
  ), noted AS (
    INSERT INTO registry.scan_nonce (event_id, device_id, nonce, request_hash, scan_id, created)
    SELECT $1, substring(sha256(int8send(number % 200)) FOR 16), substring(hash FOR 16), hash, number, at FROM past
  )
  INSERT INTO registry.scan (event_id, scan_id, created, datetime, kind, direction, method, nonce, device_id, staff,
    gate_id, list_id, verdict, reason, message, token_id, code_hash, code_length, duration_ms)
  SELECT $1, number, at, at, 'scan', 'entry', 'pass', substring(hash FOR 16),
    substring(sha256(int8send(number % 200)) FOR 16), substring(hash FOR 20), '1', 'main', 'refuse', 'pass_expired',
    'This code is 40 s old. Ask for the live code, not a picture of it.', 2000000 + number % 500000, hash, 140, 3
  FROM past`

/** @returns the statements that make them again */
async function dropIndexes(client: pg.PoolClient): Promise<readonly string[]> {
  const { rows: keys } = await client.query<{ table: string; name: string; definition: string }>(
    `SELECT conrelid::regclass::text AS table, conname AS name, pg_get_constraintdef(oid) AS definition
     FROM pg_constraint WHERE contype = 'p' AND conrelid = ANY ($1::regclass[])`,
    [TABLES],
  )
  for (const { table, name } of keys) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`)
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
     FROM pg_index WHERE indrelid = ANY ($1::regclass[])`,
    [TABLES],
  )
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`)
  return [
    ...keys.map(({ table, name, definition }) => `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`),
    ...indexes.map(({ definition }) => definition.replace(' ON ONLY ', ' ON ')),
  ]
}

const TABLES = ['registry.scan', 'registry.scan_nonce']
