import { execFile } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { removeAtEnd } from './guard.ts'
import { findFreePort } from './ports.ts'
import { findPostgresRoot, type PostgresHome, preparePostgresHome } from './postgres-home.ts'
import { giveBack, takeOver } from './postgres-leftover.ts'
import { type Part, PartFailed, startProcess } from './process.ts'

/** A PostgreSQL 18 of ours, listening on 127.0.0.1 alone. */
export type Postgres = Part & {
  /** The owner's URL of the database `usher`. */
  readonly url: string
  readonly port: number
}

type Options = {
  /** A port of the loopback interface; a free one unless given. */
  readonly port?: number
  /** Hears the server's log. */
  readonly onLine?: (line: string) => void
}

const OWNER = 'usher'
const DATABASE = 'usher'
const MAX_CONNECTIONS = 200
const ATTEMPTS = 25

type Settings = { readonly initdb: readonly string[]; readonly server: readonly string[] }

const DURABLE: Settings = { initdb: [], server: [] }
/** Whoever needs no more than one run needs no write to reach the disk. */
const THROW_AWAY: Settings = { initdb: ['--no-sync'], server: ['fsync=off', 'full_page_writes=off'] }

/**
 * Starts the cluster that lives in `folder`, making it at the first start. A server left behind by a run that was
 * killed is stopped first.
 *
 * @throws ClusterInUse when another run has the folder, PartFailed when the server does not come up.
 */
export async function startPostgres(options: Options & { readonly folder: string }): Promise<Postgres> {
  return startAt(preparePostgresHome(options.folder), options, DURABLE)
}

/** Starts a cluster of its own for one run; nothing of it is left when this process ends, however it ends. */
export async function startThrowAwayPostgres(options: Options = {}): Promise<Postgres> {
  const folder = await mkdtemp(join(tmpdir(), 'usher-throw-away-'))
  removeAtEnd(folder)
  const home = preparePostgresHome(folder)
  removeAtEnd(home.root)
  const postgres = await startAt(home, options, THROW_AWAY)
  const stop = async (): Promise<void> => {
    await postgres.stop()
    rmSync(home.root, { recursive: true, force: true })
    rmSync(folder, { recursive: true, force: true })
  }
  return { ...postgres, stop }
}

/** Removes the cluster of `folder`, whose server must have been stopped, and the folder with it. */
export function removeCluster(folder: string): void {
  const root = findPostgresRoot(folder)
  if (root !== undefined) rmSync(root, { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
}

async function startAt(home: PostgresHome, options: Options, settings: Settings): Promise<Postgres> {
  await takeOver(home)
  if (!existsSync(home.data)) await initialise(home, settings)
  const { part, port } = await startServer(home, options, settings)
  const url = `postgresql://${OWNER}:${home.password}@127.0.0.1:${port}/${DATABASE}`
  await ensureDatabase(url)
  const stop = async (): Promise<void> => {
    await part.stop()
    giveBack(home)
  }
  return { ...part, url, port, stop }
}

/** Into a folder of another name first, so that a first start that was cut short leaves nothing that looks whole. */
async function initialise(home: PostgresHome, settings: Settings): Promise<void> {
  const unfinished = `${home.data}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  if (home.user) chownSync(unfinished, home.user.uid, home.user.gid)
  const args = [
    `--pgdata=${unfinished}`,
    `--username=${OWNER}`,
    `--pwfile=${home.passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // PostgreSQL's own UTF-8 rules: the same on every machine, whatever locales it has.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...settings.initdb,
  ]
  await promisify(execFile)(join(home.binaries, 'bin', 'initdb'), args, asServer(home)).catch((cause) => {
    throw new Error(
      `PostgreSQL could not make its data folder ${home.data}:\n${cause.stderr || cause.message}`,
      {
        cause,
      },
    )
  })
  renameSync(unfinished, home.data)
}

async function startServer(
  home: PostgresHome,
  options: Options,
  settings: Settings,
): Promise<{ readonly part: Part; readonly port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await findFreePort())
    try {
      return { part: await startServerAt(home, port, options, settings), port }
    } catch (error) {
      if (!(error instanceof PartFailed) || attempt === ATTEMPTS || !mayPass(error, options)) throw error
      await wait(200)
    }
  }
}

/** A free port may be taken between our look and the start; a killed server's children need a moment to end. */
function mayPass(error: PartFailed, options: Options): boolean {
  const said = error.lastLines.join('\n')
  if (said.includes('could not bind')) return options.port === undefined
  return said.includes('shared memory block') || said.includes('lock file')
}

function startServerAt(
  home: PostgresHome,
  port: number,
  { onLine }: Options,
  settings: Settings,
): Promise<Part> {
  const run = [
    ...['listen_addresses=127.0.0.1', 'unix_socket_directories=', `max_connections=${MAX_CONNECTIONS}`],
    ...['timezone=UTC', 'log_timezone=UTC', 'lc_messages=C', ...settings.server],
  ]
  return startProcess({
    name: 'postgres',
    command: join(home.binaries, 'bin', 'postgres'),
    args: ['-D', home.data, '-p', String(port), ...run.flatMap((setting) => ['-c', setting])],
    ...asServer(home),
    stopSignal: 'INT',
    onLine,
    ready: { line: /ready to accept connections/, withinSeconds: 60 },
  })
}

function asServer(home: PostgresHome) {
  const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }
  return { env: env as unknown as NodeJS.ProcessEnv, cwd: home.root, ...home.user }
}

async function ensureDatabase(url: string): Promise<void> {
  const maintenance = new URL(url)
  maintenance.pathname = '/postgres'
  const client = new pg.Client({ connectionString: maintenance.href })
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE])
    if (!rowCount) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(DATABASE)}`)
  } finally {
    await client.end()
  }
}
