import pg from 'pg'
import { createDatabase, type TestDatabase } from '#test/setup/database.ts'

/** A migrated database with one open connection per role. */
export type Roles = {
  readonly database: TestDatabase
  readonly owner: pg.Client
  readonly server: pg.Client
  readonly indexer: pg.Client
  close(): Promise<void>
}

export async function openRoles(): Promise<Roles> {
  const database = await createDatabase()
  const [owner, server, indexer] = await Promise.all([
    connect(database.ownerUrl),
    connect(database.serverUrl),
    connect(database.indexerUrl),
  ])
  const close = async (): Promise<void> => {
    await Promise.all([owner.end(), server.end(), indexer.end()])
    await database.drop()
  }
  return { database, owner, server, indexer, close }
}

/** The SQLSTATE that Postgres refuses a statement with, or `accepted`. */
export async function outcomeOf(client: pg.Client, sql: string, values: unknown[] = []): Promise<string> {
  return client.query(sql, values).then(
    () => 'accepted',
    (error: pg.DatabaseError) => error.code ?? error.message,
  )
}

/** What the refusals of this schema are made of. */
export const DENIED = '42501'
export const REFUSED_BY_TRIGGER = '55000'
export const CHECK_VIOLATED = '23514'

/** `size` bytes of one value, for columns whose content does not matter. */
export function bytes(size: number, value = 1): Buffer {
  return Buffer.alloc(size, value)
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  return client
}
