import { execFile } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'

/** The peer of a scan: what Postgres itself does of the same write, and who asked it. */
export type Peer = {
  readonly name: string
  readonly run: () => Promise<number>
  readonly close: () => Promise<void>
}

const CLIENTS = 32
const SECONDS = 3

/**
 * One transaction of one statement: the conditional write of a ticket's presence and the row of the log that follows
 * from it, on tables of the same columns, checks and indexes. No nonce, no replay, no rights, no facts, no signature.
 */
const TABLES = `
  CREATE SCHEMA bench;
  CREATE TABLE bench.presence (LIKE registry.presence INCLUDING ALL);
  CREATE TABLE bench.scan (LIKE registry.scan INCLUDING ALL);`

const statement = (token: string) => `
  WITH won AS (
    INSERT INTO bench.presence AS held (event_id, list_id, token_id, is_inside, entries, nonce, device_id, gate_id,
      first_entry_at, last_entry_at)
    VALUES (int8send(31337) || decode(repeat('aa', 20), 'hex'), 'main', ${token}, true, 1,
      decode(md5(random()::text), 'hex'), decode(repeat('bb', 16), 'hex'), '1', now(), now())
    ON CONFLICT (event_id, list_id, token_id) DO UPDATE SET entries = held.entries + 1, nonce = excluded.nonce
      WHERE held.entries < 1
    RETURNING *
  )
  INSERT INTO bench.scan (event_id, datetime, kind, direction, method, nonce, device_id, staff, gate_id, list_id, verdict,
    message, token_id, tier_id, holder, made_at, code_hash, code_length, as_of_block, as_of_hash, duration_ms)
  SELECT event_id, now(), 'scan', 'entry', 'pass', nonce, device_id, decode(repeat('cc', 20), 'hex'), gate_id, list_id,
    'admit', 'Welcome. Ticket 1-000001 is admitted.', token_id, 1, decode(repeat('dd', 20), 'hex'), 1800000000,
    sha256(nonce), 140, 100, decode(repeat('ee', 32), 'hex'), 3
  FROM won`

/** Makes the peer's tables and answers how to run it: pgbench where the machine has it, else `pg` in this process. */
export async function openPeer(ownerUrl: string): Promise<Peer> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  await owner.query(TABLES)
  await owner.end()
  const command = findPgbench()
  return command ? openPgbench(command, ownerUrl) : openClients(ownerUrl)
}

const transaction = 'conditional write + log row, one statement, fsync on, same server, 32 clients'

async function openPgbench(command: string, ownerUrl: string): Promise<Peer> {
  const folder = await mkdtemp(join(tmpdir(), 'usher-pgbench-'))
  const script = join(folder, 'scan.sql')
  const oneLine = statement(':token').replaceAll('\n', ' ')
  await writeFile(script, `\\set token random(1, 9000000000)\n${oneLine};\n`)
  const args = ['-n', '-M', 'prepared', '-c', String(CLIENTS), '-j', '2', '-T', String(SECONDS), '-f', script]
  return {
    name: `pgbench of the machine: ${transaction}`,
    run: async () => {
      const { stdout } = await promisify(execFile)(command, [...args, ownerUrl])
      const rate = /tps = ([\d.]+)/.exec(stdout)?.[1]
      if (rate === undefined) throw new Error(`pgbench said no rate:\n${stdout}`)
      return Number(rate)
    },
    close: () => rm(folder, { recursive: true }),
  }
}

async function openClients(ownerUrl: string): Promise<Peer> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: CLIENTS })
  const text = statement('$1::bigint')
  const run = async () => {
    let done = 0
    const startedAt = performance.now()
    const until = startedAt + SECONDS * 1000
    const client = async () => {
      while (performance.now() < until) {
        await pool.query({ name: 'peer', text, values: [1 + Math.floor(Math.random() * 9e9)] })
        done++
      }
    }
    await Promise.all(Array.from({ length: CLIENTS }, client))
    return (done / (performance.now() - startedAt)) * 1000
  }
  return { name: `node-postgres, as there is no pgbench here: ${transaction}`, run, close: () => pool.end() }
}

function findPgbench(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian) : []
  const folders = [
    ...(process.env.PATH ?? '').split(':'),
    ...versions.map((each) => join(debian, each, 'bin')),
  ]
  return folders.map((folder) => join(folder, 'pgbench')).find((path) => existsSync(path))
}
