import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

const migrations = fileURLToPath(new URL('../../prisma/migrations/', import.meta.url))

export type TestDatabase = {
  /** as the server's own role */
  readonly url: string
  /** as the owner of everything */
  readonly owner: pg.Pool
  readonly close: () => Promise<void>
}

/** A migrated database of its own on the Postgres at `adminUrl`, and a login that may do what the server may. */
export async function openDatabase(adminUrl: string): Promise<TestDatabase> {
  const name = `server_test_${randomBytes(4).toString('hex')}`
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${name}`)
  const ownerUrl = withPath(adminUrl, name)
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 4 })
  for (const folder of readdirSync(migrations, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  )) {
    await owner.query(readFileSync(`${migrations}${folder.name}/migration.sql`, 'utf8'))
  }
  await owner.query(`CREATE ROLE ${name} LOGIN PASSWORD '${name}' IN ROLE usher_server`)
  const url = new URL(ownerUrl)
  url.username = name
  url.password = name
  await admin.end()
  return { url: url.href, owner, close: () => owner.end() }
}

function withPath(url: string, path: string): string {
  const changed = new URL(url)
  changed.pathname = path
  return changed.href
}
