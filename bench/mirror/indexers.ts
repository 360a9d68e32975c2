import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type pg from 'pg'
import { migrate } from '#scripts/stack/migrate.ts'
import { findFreePort } from '#scripts/stack/ports.ts'
import { type Part, startProcess } from '#scripts/stack/process.ts'
import { startIndexer } from '#scripts/stack/processes.ts'
import { provideLogins } from '#scripts/stack/roles.ts'
import type { BenchChain } from './chain.ts'

/** An indexer that can be measured: where it keeps transfers, and how it is started. */
export type Indexer = {
  readonly name: string
  /** Its table of transfers; the column `token_id` has the ticket. */
  readonly table: string
  /** Whether the last ticket of the chain is in. */
  readonly isThere: (database: pg.Client, chain: BenchChain) => Promise<boolean>
  /** Makes the database ready, before the clock runs; answers how to start the process. */
  prepare(databaseUrl: string, chain: BenchChain): Promise<() => Promise<Started>>
}

/** An indexer's process, and when it has begun to follow the head. */
export type Started = { readonly part: Part; isFollowing(): Promise<boolean> }

const PROJECT = join(import.meta.dirname, '..', '..')
const PONDER = join(import.meta.dirname, '..', 'peers', 'ponder')
const SCHEMA = 'bench'

export const ours: Indexer = {
  name: 'Usher',
  table: 'mirror.transfer',
  isThere: (database, { last }) =>
    exists(
      database,
      `SELECT FROM mirror.transfer WHERE substring(event_id FROM 9) = $1 AND token_id = $2 AND block_number > 0`,
      [Buffer.from(last.contract.slice(2), 'hex'), String(last.tokenId)],
    ),
  prepare: async (databaseUrl, { anvil, followed }) => {
    await migrate(databaseUrl)
    const port = await findFreePort()
    const { indexerUrl } = await provideLogins(databaseUrl)
    const env = {
      INDEXER_DATABASE_URL: indexerUrl,
      RPC_URL: anvil.rpcUrl,
      RPC_WS_URL: anvil.wsUrl,
      CHAIN_ID: String(followed.chainId),
      FACTORY_ADDRESS: followed.factory,
      FACTORY_START_BLOCK: String(followed.startBlock),
    }
    return async () => {
      const all = { PATH: process.env.PATH, ...env, INDEXER_STATUS_PORT: String(port) }
      const part = await startIndexer({
        project: PROJECT,
        mode: 'production',
        env: all as unknown as NodeJS.ProcessEnv,
        onLine: process.env.BENCH_LOG ? (line) => console.error(`indexer ${line}`) : () => {},
      })
      return { part, isFollowing: () => answers(`http://127.0.0.1:${port}/status`) }
    }
  },
}

export const ponder: Indexer = {
  name: 'Ponder 0.16.10',
  table: `${SCHEMA}.transfer`,
  isThere: (database, { last }) =>
    exists(database, `SELECT FROM ${SCHEMA}.transfer WHERE contract = $1 AND token_id = $2`, [
      last.contract,
      String(last.tokenId),
    ]),
  prepare: async (databaseUrl, { anvil, followed }) => {
    await installPonder()
    const env = {
      DATABASE_URL: databaseUrl,
      RPC_URL: anvil.rpcUrl,
      RPC_WS_URL: anvil.wsUrl,
      FACTORY_ADDRESS: followed.factory,
      FACTORY_START_BLOCK: String(followed.startBlock),
      PONDER_TELEMETRY_DISABLED: 'true',
    }
    const args = [join('node_modules', 'ponder', 'dist', 'esm', 'bin', 'ponder.js'), 'start']
    const port = await findFreePort()
    const options = [
      '--schema',
      SCHEMA,
      '--port',
      String(port),
      '--hostname',
      '127.0.0.1',
      '--log-level',
      'warn',
    ]
    return async () => {
      const part = await start('ponder', PONDER, [...args, ...options], env)
      return { part, isFollowing: () => answers(`http://127.0.0.1:${port}/ready`) }
    }
  },
}

async function installPonder(): Promise<void> {
  if (existsSync(join(PONDER, 'node_modules', 'ponder', 'package.json'))) return
  console.error('Installing Ponder …')
  await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: PONDER,
  })
}

function start(
  name: string,
  cwd: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<Part> {
  return startProcess({
    name,
    command: process.execPath,
    args,
    cwd,
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env } as unknown as NodeJS.ProcessEnv,
    onLine: process.env.BENCH_LOG ? (line) => console.error(`${name} ${line}`) : undefined,
  })
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  )
}

/** Whether the query finds a row; a table that is not there yet has none. */
async function exists(database: pg.Client, sql: string, values: readonly unknown[]): Promise<boolean> {
  try {
    return (await database.query(sql, [...values])).rows.length > 0
  } catch (error) {
    if ((error as pg.DatabaseError).code === '42P01') return false
    throw error
  }
}
