import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect } from 'chai'
import pg from 'pg'
import { createDatabase, type TestDatabase } from '#test/setup/database.ts'

const PROJECT = fileURLToPath(new URL('../../', import.meta.url))

describe('the migrations', () => {
  let migrated: TestDatabase
  let described: TestDatabase

  before(async () => {
    migrated = await createDatabase()
    described = await createDatabase()
    await rebuildFromDatamodel(described.ownerUrl)
  })
  after(async () => {
    await migrated.drop()
    await described.drop()
  })

  it('make the columns that schema.prisma describes: names, types, nullability, defaults', async () => {
    const columns = await read(described, COLUMNS)
    expect(columns).to.have.length.greaterThan(150)
    expect(await read(migrated, COLUMNS)).to.deep.equal(columns)
  })

  it('make the keys and indexes that schema.prisma describes', async () => {
    const indexes = await read(described, INDEXES)
    expect(indexes).to.have.length.greaterThan(30)
    expect(await read(migrated, INDEXES)).to.deep.equal(indexes)
  })

  it('tie no table of the registry to the mirror', async () => {
    expect(await read(migrated, `SELECT conname FROM pg_constraint WHERE contype = 'f'`)).to.deep.equal([])
  })
})

/** Partitions are left out: the datamodel knows the table, not how it is cut. */
const ours = (schema: string, table: string) =>
  `${schema} IN ('mirror', 'registry')
   AND NOT (SELECT relispartition FROM pg_class WHERE oid = format('%I.%I', ${schema}, ${table})::regclass)`

const COLUMNS = `
  SELECT table_schema, table_name, column_name, data_type, udt_name, is_nullable, column_default,
         numeric_precision, numeric_scale, datetime_precision
  FROM information_schema.columns
  WHERE ${ours('table_schema', 'table_name')}
  ORDER BY table_schema, table_name, column_name`

const INDEXES = `
  SELECT schemaname, tablename, indexname, replace(indexdef, ' ON ONLY ', ' ON ') AS definition
  FROM pg_indexes
  WHERE ${ours('schemaname', 'tablename')}
  ORDER BY schemaname, tablename, indexname`

async function read(database: TestDatabase, sql: string): Promise<unknown[]> {
  return withClient(database.ownerUrl, async (client) => (await client.query(sql)).rows)
}

/** Empties a database and makes in it what Prisma would make of the datamodel alone. */
async function rebuildFromDatamodel(url: string): Promise<void> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      `${PROJECT}node_modules/prisma/build/index.js`,
      ...['migrate', 'diff', '--from-empty', '--to-schema', 'prisma/schema.prisma', '--script'],
    ],
    { cwd: PROJECT, env: { ...process.env, DATABASE_URL: url } },
  )
  await withClient(url, (client) => client.query(`DROP SCHEMA mirror, registry CASCADE; ${stdout}`))
}

async function withClient<Result>(url: string, use: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}
