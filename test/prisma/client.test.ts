import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { createDatabase, type Database, isDatabaseUnavailable, sqlStateOf } from '#prisma/client.ts'
import { type Postgres, removeCluster, startPostgres } from '#scripts/stack/postgres.ts'

describe('createDatabase', () => {
  let folder: string
  let postgres: Postgres
  let database: Database

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'usher-client-test-'))
    postgres = await startPostgres({ folder })
    database = createDatabase(postgres.url, { name: 'client-test', connections: 3, timeoutMs: 1_000 })
  })
  after(async () => {
    await database.$disconnect()
    await postgres.stop()
    removeCluster(folder)
  })

  it('answers raw statements with bytes, bigints and dates', async () => {
    const rows = await database.$queryRaw`
      SELECT ${Buffer.from('00ff', 'hex')}::bytea AS bytes, ${2n ** 62n}::bigint AS big, to_timestamp(0.5) AS at`
    expect(rows).to.deep.equal([{ bytes: new Uint8Array([0, 255]), big: 2n ** 62n, at: new Date(500) }])
  })

  it('names itself to Postgres', async () => {
    const rows = await database.$queryRaw`SELECT current_setting('application_name') AS name`
    expect(rows).to.deep.equal([{ name: 'client-test' }])
  })

  it('cuts off a statement that takes too long', async () => {
    const error = await database.$queryRaw`SELECT pg_sleep(30)::text`.catch((error: unknown) => error)
    expect(sqlStateOf(error)).to.equal('57014')
    expect(isDatabaseUnavailable(error)).to.equal(true)
  })

  it('says of a wrong statement that it is wrong, not that the database is down', async () => {
    const error = await database.$queryRaw`SELECT no_such_column`.catch((error: unknown) => error)
    expect(sqlStateOf(error)).to.equal('42703')
    expect(isDatabaseUnavailable(error)).to.equal(false)
    expect(isDatabaseUnavailable(new Error('other'))).to.equal(false)
  })

  it('has a running transaction fail as unavailable when Postgres stops, and works again once it is back', async () => {
    const { port } = postgres
    const cut = await database
      .$transaction(async (transaction) => {
        await transaction.$queryRaw`SELECT 1`
        await postgres.stop()
        await transaction.$queryRaw`SELECT 1`
      })
      .catch((error: unknown) => error)
    expect(isDatabaseUnavailable(cut), String(cut)).to.equal(true)

    const down = await database.$queryRaw`SELECT 1`.catch((error: unknown) => error)
    expect(isDatabaseUnavailable(down), String(down)).to.equal(true)

    postgres = await startPostgres({ folder, port })
    expect(await database.$queryRaw`SELECT 2 AS up`).to.deep.equal([{ up: 2 }])
  })
})
