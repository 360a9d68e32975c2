import { expect } from 'chai'
import { call, fetchNonce, newAccount, signIn } from './client.ts'
import { openWorld, type World } from './world.ts'

const day = 86_400_000

describe('housekeeping', () => {
  let world: World
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())

  const count = async (table: string) => {
    const { rows } = await world.owner.query(`SELECT count(*)::int AS rows FROM registry.${table}`)
    return rows[0].rows
  }

  it('leaves what is still good', async () => {
    const session = await signIn(world.url, newAccount())
    await world.services.keepHouse()
    expect((await call(world.url, '/api/auth/me', { token: session.accessToken })).status).to.equal(200)
  })

  it('sweeps away what has been past its end for a week', async () => {
    await fetchNonce(world.url)
    await signIn(world.url, newAccount())
    world.clock.offsetMs = 38 * day
    await world.services.keepHouse()
    for (const table of ['signin_nonce', 'refresh_token', 'session']) expect(await count(table)).to.equal(0)
  })

  it('makes the coming months’ partitions of the log, with the server’s own rights', async () => {
    const findParts = async () => {
      const { rows } = await world.owner.query<{ part: string }>(
        `SELECT inhrelid::regclass::text AS part FROM pg_inherits WHERE inhparent = 'registry.scan'::regclass ORDER BY 1`,
      )
      return rows.map(({ part }) => part)
    }
    const before = await findParts()
    const last = before.filter((part) => /_\d{4}_\d{2}$/.test(part)).at(-1)
    await world.owner.query(`DROP TABLE ${last}`)
    await world.services.keepHouse()
    expect(await findParts()).to.deep.equal(before)
  })
})
