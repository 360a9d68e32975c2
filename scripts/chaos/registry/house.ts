import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { LocalAccount } from 'viem'
import { createApi } from '../../client/api.ts'
import { signIn } from '../../client/sign-in.ts'
import { createWallet } from '../../demo/people.ts'
import { migrate } from '../../stack/migrate.ts'
import { findFreePort } from '../../stack/ports.ts'
import { type Postgres, removeCluster, startPostgres } from '../../stack/postgres.ts'
import { type Part, startProcess } from '../../stack/process.ts'
import { provideLogins } from '../../stack/roles.ts'
import { makeSecrets } from '../../stack/secrets.ts'
import { startWeb, type Web } from '../../venue/start-web.ts'

/** The processes that are killed: each is a slot whose process is replaced. */
export type House = {
  readonly ownerUrl: string
  readonly owner: pg.Pool
  readonly webUrls: readonly string[]
  readonly hasRedis: boolean
  /** Kills with -9 and starts again at the same place; resolves when it serves. */
  readonly killPostgres: () => Promise<void>
  readonly killRedis: () => Promise<void>
  readonly killWeb: (index: number) => Promise<void>
  /** A new device of a member of staff, signed in. */
  readonly signIn: (staff: LocalAccount) => Promise<{ readonly token: string; readonly deviceId: string }>
  readonly close: () => Promise<void>
}

/** Starts a database that waits for its disk, Redis where the machine has it, and web processes that share both. */
export async function openHouse(webs: number, say: (line: string) => void): Promise<House> {
  const folder = await mkdtemp(join(tmpdir(), 'usher-chaos-'))
  let postgres: Postgres = await startPostgres({ folder })
  const { port, url: ownerUrl } = postgres
  await migrate(ownerUrl)
  const { serverUrl } = await provideLogins(ownerUrl)
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 4 })
  // a killed Postgres takes these along; the next query gets another
  owner.on('error', () => {})

  const redisPort = hasRedisServer() ? await findFreePort() : undefined
  if (redisPort === undefined) say('No redis-server on this machine: limits are counted per process')
  let redis: Part | undefined = redisPort === undefined ? undefined : await startRedis(redisPort)

  const plan = { serverUrl, secrets: makeSecrets(), redisUrl: redisPort && `redis://127.0.0.1:${redisPort}` }
  const processes: Web[] = await Promise.all(
    Array.from({ length: webs }, () => startWeb({ ...plan, redisUrl: plan.redisUrl || undefined })),
  )
  const webUrls = processes.map(({ url }) => url)
  return {
    ownerUrl,
    owner,
    webUrls,
    hasRedis: redisPort !== undefined,
    killPostgres: async () => {
      await kill(postgres)
      postgres = await startPostgres({ folder, port })
    },
    killRedis: async () => {
      if (!redis || redisPort === undefined) return
      await kill(redis)
      redis = await startRedis(redisPort)
    },
    killWeb: async (index) => {
      const web = processes[index]
      if (!web) throw new RangeError(`There is no web process ${index}`)
      await kill(web)
      processes[index] = await startWeb({ ...plan, redisUrl: plan.redisUrl || undefined, port: web.port })
    },
    signIn: async (staff) => {
      const deviceId = randomBytes(16).toString('hex')
      const [url = ''] = webUrls
      return { token: await signIn(createApi(url, 'http://localhost'), staff, deviceId), deviceId }
    },
    close: async () => {
      for (const web of processes) await web.stop()
      await redis?.stop()
      await owner.end()
      await postgres.stop()
      removeCluster(folder)
    },
  }
}

/** Makes members of staff of an event, straight in the registry. */
export async function appoint(owner: pg.Pool, eventKey: Buffer, count: number): Promise<LocalAccount[]> {
  const staff = Array.from({ length: count }, () => createWallet())
  for (const { address } of staff) {
    await owner.query(
      `INSERT INTO registry.staff (event_id, address, role, granted_by) VALUES ($1, $2, 'steward', $2)`,
      [eventKey, Buffer.from(address.slice(2), 'hex')],
    )
  }
  return staff
}

async function kill(part: Part): Promise<void> {
  process.kill(part.pid, 'SIGKILL')
  await part.ended
}

function startRedis(port: number): Promise<Part> {
  return startProcess({
    name: 'redis',
    command: 'redis-server',
    args: ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    ready: { line: /Ready to accept connections/, withinSeconds: 30 },
  })
}

function hasRedisServer(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
