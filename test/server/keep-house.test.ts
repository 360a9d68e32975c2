import { expect } from 'chai'
import { call, fetchNonce, newAccount, signIn } from './client.ts'
import { mirrorChain, mirrorEvent, type Stage } from './stage.ts'
import { openWorld, type World } from './world.ts'

const day = 86_400_000

describe('housekeeping', () => {
  let world: World
  before(async () => {
    world = await openWorld()
    await mirrorChain(world.owner)
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

  it('sweeps away claims that are settled, of events that ended over a week ago', async () => {
    const ended = (daysAgo: number) =>
      mirrorEvent(world.owner, newAccount().address, { endsAt: Date.now() - daysAgo * day })
    const [over, recent] = [await ended(8), await ended(6)]
    const claims = [
      { name: 'mined', status: 'mined', nonce: 1 },
      { name: 'reverted', status: 'reverted', nonce: 2 },
      { name: 'dropped', status: 'dropped', nonce: 3 },
      { name: 'under way', status: 'pending', nonce: 4, isLookedAt: true },
      { name: 'in a block that may leave', status: 'mined', nonce: 5, isLookedAt: true },
      { name: 'of an event that ended lately', status: 'mined', nonce: 6, of: recent },
      { name: 'with the last nonce', status: 'mined', nonce: 7 },
    ]
    for (const claim of claims) await insertClaim(claim.of ?? over, claim)
    world.clock.offsetMs = 0
    await world.services.keepHouse()
    const { rows } = await world.owner.query(
      `SELECT convert_from(rtrim(voucher_id, '\\x00'), 'UTF8') AS name FROM registry.voucher_claim ORDER BY nonce`,
    )
    expect(rows.map(({ name }) => name)).to.deep.equal(claims.slice(3).map(({ name }) => name))
  })

  type Claim = {
    readonly name: string
    readonly status: string
    readonly nonce: number
    readonly isLookedAt?: boolean
  }
  const insertClaim = (of: Stage, { name, status, nonce, isLookedAt = false }: Claim) =>
    of.run(
      `INSERT INTO registry.voucher_claim (event_id, voucher_id, recipient, status, relayer, chain_origin, nonce, call,
         gas_limit, max_fee, priority_fee, signed, transaction_hash, earlier_hashes, budget_day, charged, block_number,
         created, signed_at, look_at)
       VALUES ($1, $2, $3, $4, $3, $5, $6, '', 21000, 1, 0, '', $5, '{}', now(), 0, $7, now(), now(), $8)`,
      Buffer.concat([Buffer.from(name), Buffer.alloc(32)]).subarray(0, 32),
      Buffer.alloc(20, 1),
      status,
      Buffer.alloc(32, 1),
      nonce,
      status === 'mined' || status === 'reverted' ? 1 : null,
      isLookedAt ? new Date() : null,
    )

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
