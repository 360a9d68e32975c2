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

  it('sweeps away a listing that expired over a week ago, whatever became of it', async () => {
    const weekAgo = 1_800_000_000
    const expiries = [weekAgo - 60, weekAgo + 3600]
    await world.owner.query(
      `INSERT INTO registry.listing (event_id, listing_id, seller, token_id, transfer_count, epoch, price, expires_at,
         signature, signed_by)
       SELECT decode(repeat('01', 28), 'hex'), sha256(int8send(expiry)), decode(repeat('02', 20), 'hex'), 1000001, 0, 0,
         0, expiry, '', 'ecrecover'
       FROM unnest($1::bigint[]) AS expiry`,
      [expiries],
    )
    world.clock.offsetMs = weekAgo * 1000 + 7 * day - Date.now()
    await world.services.keepHouse()
    const { rows } = await world.owner.query('SELECT expires_at FROM registry.listing')
    expect(rows).to.deep.equal([{ expires_at: String(weekAgo + 3600) }])
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
