import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { migrate } from '#scripts/stack/migrate.ts'
import { type Postgres, startThrowAwayPostgres } from '#scripts/stack/postgres.ts'
import { type ProcessUrls, provideLogins } from '#scripts/stack/roles.ts'

/** A migrated database of its own, reached as each of the three roles. */
export type TestDatabase = ProcessUrls & {
  readonly name: string
  /** The owner of everything, who is no process of ours: for what a test arranges and looks at. */
  readonly ownerUrl: string
  /** Drops the database, ending the connections that are still open. */
  drop(): Promise<void>
}

type Cluster = { readonly url: string; readonly template: string; stop(): Promise<void> }

let cluster: Promise<Cluster> | undefined

/**
 * A fresh database in the one cluster that all tests of this run share; it starts with the first call.
 * `TEST_DATABASE_URL` names a cluster of yours to use instead.
 */
export async function createDatabase(): Promise<TestDatabase> {
  cluster ??= startCluster()
  const { url, template } = await cluster
  const name = `usher_test_${randomBytes(6).toString('hex')}`
  await run(url, `CREATE DATABASE ${name} TEMPLATE ${template}`)
  const ownerUrl = withDatabase(url, name)
  const urls = await provideLogins(ownerUrl)
  return { name, ownerUrl, ...urls, drop: () => run(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) }
}

/** Stops the shared cluster, if a test has started it. */
export async function stopCluster(): Promise<void> {
  const started = await cluster
  cluster = undefined
  await started?.stop()
}

async function startCluster(): Promise<Cluster> {
  const given = process.env.TEST_DATABASE_URL
  const postgres: Postgres | undefined = given ? undefined : await startThrowAwayPostgres()
  const url = given ?? (postgres as Postgres).url
  const template = `usher_template_${randomBytes(6).toString('hex')}`
  await migrate(withDatabase(url, template))
  const stop = async (): Promise<void> => {
    if (postgres) await postgres.stop()
    else await run(url, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`)
  }
  return { url, template, stop }
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}
