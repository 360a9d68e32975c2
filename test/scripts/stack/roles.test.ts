import { expect } from 'chai'
import pg from 'pg'
import { provideLogins, RolesMissing } from '#scripts/stack/roles.ts'
import { createDatabase, type TestDatabase } from '#test/setup/database.ts'

/** What a query answers, or the code it is refused with. */
async function attempt(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client(url)
  try {
    await client.connect()
    return (await client.query(sql)).rows
  } catch (error) {
    return (error as pg.DatabaseError).code
  } finally {
    await client.end()
  }
}

const FORBIDDEN = '42501'

describe('database logins', () => {
  let database: TestDatabase

  before(async () => {
    database = await createDatabase()
  })
  after(() => database.drop())

  it('are the same for every start against one cluster', async () => {
    const { serverUrl, indexerUrl } = database
    expect(await provideLogins(database.ownerUrl)).to.deep.equal({ serverUrl, indexerUrl })
  })

  it('can be provided by several starts at once', async () => {
    await attempt(database.ownerUrl, 'DROP ROLE usher_server_login')
    const starts = await Promise.all(Array.from({ length: 8 }, () => provideLogins(database.ownerUrl)))
    expect(new Set(starts.map(({ serverUrl }) => serverUrl)).size).to.equal(1)
    expect(await attempt(database.serverUrl, 'SELECT 1 AS one')).to.deep.equal([{ one: 1 }])
  })

  it('own nothing and may not make roles, databases or tables', async () => {
    for (const url of [database.serverUrl, database.indexerUrl]) {
      expect(await attempt(url, 'CREATE ROLE intruder')).to.equal(FORBIDDEN)
      expect(await attempt(url, 'CREATE DATABASE intruder')).to.equal(FORBIDDEN)
      expect(await attempt(url, 'CREATE TABLE mirror.intruder ()')).to.equal(FORBIDDEN)
      expect(
        await attempt(url, "SELECT FROM pg_class WHERE relowner = 'usher_server_login'::regrole"),
      ).to.deep.equal([])
    }
  })

  it('keep the indexer out of the registry and the server from writing the mirror', async () => {
    expect(await attempt(database.indexerUrl, 'SELECT FROM registry.scan')).to.equal(FORBIDDEN)
    expect(await attempt(database.serverUrl, 'DELETE FROM mirror.ticket')).to.equal(FORBIDDEN)
    expect(await attempt(database.serverUrl, 'SELECT FROM mirror.ticket')).to.deep.equal([])
  })

  describe('when the owner may not make roles', () => {
    const owner = 'usher_test_weak_owner'

    before(async () => {
      await attempt(database.ownerUrl, `CREATE ROLE ${owner} LOGIN PASSWORD 'weak'`)
    })
    after(async () => {
      await attempt(database.ownerUrl, `DROP ROLE ${owner}`)
    })

    it('are not there; the message has the SQL and the variables for an administrator', async () => {
      const url = new URL(database.ownerUrl)
      url.username = owner
      url.password = 'weak'
      const error = await provideLogins(url.href).then(
        () => undefined,
        (reason) => reason,
      )
      expect(error).to.be.instanceOf(RolesMissing)
      expect(error.message)
        .to.include("CREATE ROLE usher_server_login LOGIN PASSWORD '…' IN ROLE usher_server;")
        .and.include('INDEXER_DATABASE_URL')
    })
  })

  describe('when the owner has no password', () => {
    it('are not there, and the message says why', async () => {
      const url = new URL(database.ownerUrl)
      url.password = ''
      const error = await provideLogins(url.href).then(
        () => undefined,
        (reason) => reason,
      )
      expect(error).to.be.instanceOf(RolesMissing)
      expect(error.message).to.include('no password')
    })
  })
})
