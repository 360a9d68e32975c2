import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import type { BenchChain } from './chain.ts'
import { openHeads } from './heads.ts'
import type { Indexer } from './indexers.ts'

/** What one run of one indexer came to. */
export type Run = {
  /** From the start of the process until the last transfer can be read, in seconds. */
  readonly wall: number
  /** The most memory that the process and its children have held, in MB, after the backfill. */
  readonly memory: number
  /** From the call that mines a block to the commit of its row, in ms, one by one. */
  readonly head: readonly number[]
  /** From the same call until the node itself has told of the block: nobody can have its row sooner. */
  readonly announced: readonly number[]
}

const GIVE_UP_AFTER_MS = 600_000
/** The first blocks at the head, which find nothing compiled. */
const WARM_UP = 5
/** Blocks come one at a time, with a rest between them. */
const REST_MS = 60

/** Lets an indexer fill a database of its own on this server, then follow `blocks` new ones. */
export async function runOnce(
  indexer: Indexer,
  serverUrl: string,
  chain: BenchChain,
  blocks: number,
): Promise<Run> {
  const name = `bench_${randomBytes(6).toString('hex')}`
  const databaseUrl = Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href
  const server = new pg.Client({ connectionString: serverUrl })
  await server.connect()
  await server.query(`CREATE DATABASE ${name}`)
  const start = await indexer.prepare(databaseUrl, chain)
  const database = new pg.Client({ connectionString: databaseUrl })
  await database.connect()
  const startedAt = performance.now()
  const { part, isFollowing } = await start()
  try {
    while (!(await indexer.isThere(database, chain))) {
      const tookMs = performance.now() - startedAt
      if (tookMs > GIVE_UP_AFTER_MS) throw new Error(`${indexer.name} is not there after ${tookMs} ms`)
      await wait(50)
    }
    const wall = (performance.now() - startedAt) / 1_000
    await expectAll(indexer, database, chain)
    const memory = readPeak(part.pid)
    while (!(await isFollowing())) await wait(50)
    return { wall, memory, ...(await followHead(indexer, database, chain, blocks)) }
  } finally {
    await part.stop()
    await database.end()
    await server.query(`DROP DATABASE ${name} WITH (FORCE)`)
    await server.end()
  }
}

async function expectAll(
  { name, table }: Indexer,
  database: pg.Client,
  { transfers }: BenchChain,
): Promise<void> {
  const { rows } = await database.query(`SELECT count(*)::int AS count FROM ${table}`)
  if (rows[0]?.count < transfers) throw new Error(`${name} has ${rows[0]?.count} of ${transfers} transfers`)
}

/** Postgres itself says when a row is committed: both tables get the same trigger. */
async function followHead(
  { table }: Indexer,
  database: pg.Client,
  chain: BenchChain,
  blocks: number,
): Promise<Pick<Run, 'head' | 'announced'>> {
  await database.query(`
    CREATE FUNCTION public.tell() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_notify('bench', NEW.token_id::text); RETURN NULL; END $$;
    CREATE TRIGGER bench_tell AFTER INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION public.tell();
    LISTEN bench`)
  const heads = await openHeads(chain.anvil.wsUrl)
  const head: number[] = []
  const announced: number[] = []
  for (let block = 0; block < WARM_UP + blocks; block++) {
    const tokenId = await chain.sendMint()
    const isThere = heard(database, String(tokenId))
    const minedAt = performance.now()
    const isAnnounced = heads.next().then(() => performance.now() - minedAt)
    await chain.mine()
    await isThere
    const tookMs = performance.now() - minedAt
    if (block >= WARM_UP) {
      head.push(tookMs)
      announced.push(await isAnnounced)
    }
    await wait(REST_MS)
  }
  heads.close()
  return { head, announced }
}

function heard(database: pg.Client, payload: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(reject, 60_000, new Error(`Nothing was heard of ticket ${payload}`))
    const listen = (message: pg.Notification): void => {
      if (message.payload !== payload) return
      clearTimeout(timer)
      database.off('notification', listen)
      resolve()
    }
    database.on('notification', listen)
  })
}

/** The peak of resident memory of a process group, in MB. */
function readPeak(group: number): number {
  const kilobytes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        const [, , processGroup] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
        if (Number(processGroup) !== group) return 0
        return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
      } catch {
        return 0
      }
    })
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1_024
}
