import { expect } from 'chai'
import { Redis } from 'ioredis'
import { health } from '#core/api/health.ts'
import type { Limits } from '#server/rate-limits.ts'
import { startTestRedis } from '../setup/redis.ts'
import { until } from '../setup/until.ts'
import { call, newAccount } from './client.ts'
import { newNonce, openGate } from './gate.ts'
import { newPhone } from './phone.ts'
import { mirrorChain, mirrorEvent, type Stage } from './stage.ts'
import { openWorld, type World } from './world.ts'

const limits: Limits = {
  scansPerMinute: 5,
  scansAtOnce: 2,
  passKeysPerHour: 3,
  listingsPerHour: 3,
  signInNoncesPerMinute: 20,
  anonymousPerMinute: 200,
  anonymousReadsPerMinute: 20,
}

function itLimits(open: () => Promise<World>): void {
  let world: World
  let stage: Stage
  before(async () => {
    world = await open()
    await mirrorChain(world.owner)
    stage = await mirrorEvent(world.owner, newAccount().address)
  })
  after(() => world.close())

  it('scans per device, and leaves other devices alone', async () => {
    const gate = await openGate(world, stage)
    const statuses: number[] = []
    for (let index = 0; index < 6; index++) statuses.push((await gate.send({ code: 'x' })).status)
    expect(statuses).to.deep.equal([200, 200, 200, 200, 200, 429])
    const { body, headers } = await gate.send({ code: 'x' })
    expect(body).to.include({ code: 'rate_limited' }).and.not.have.property('verdict')
    expect(Number(headers.get('retry-after'))).to.be.within(1, 60)
    expect((await (await openGate(world, stage)).send({ code: 'x' })).status).to.equal(200)
  })

  it('scans at once per device', async () => {
    const gate = await openGate(world, stage)
    const holding = await world.owner.connect()
    await holding.query('BEGIN; LOCK TABLE registry.scan_nonce IN ACCESS EXCLUSIVE MODE')
    const refused = Promise.withResolvers<void>()
    let refusals = 0
    const answers = Array.from({ length: 4 }, async () => {
      const { status } = await gate.send({ code: 'x' })
      if (status === 429 && ++refusals === 2) refused.resolve()
      return status
    })
    await refused.promise
    await holding.query('COMMIT')
    holding.release()
    expect((await Promise.all(answers)).sort()).to.deep.equal([200, 200, 429, 429])
    expect((await gate.send({ code: 'x' })).status).to.equal(200)
  })

  it('pass keys per wallet, by what the wallet has signed itself', async () => {
    const [holder, stranger] = [newAccount(), newAccount()]
    const forged = await newPhone(stranger, stage.event, { holder: holder.address })
    for (let index = 0; index < 4; index++)
      expect((await forged.register(world.url)).status).to.not.equal(429)
    const statuses: number[] = []
    for (let index = 0; index < 4; index++) {
      statuses.push((await (await newPhone(holder, stage.event)).register(world.url)).status)
    }
    expect(statuses).to.deep.equal([201, 201, 201, 429])
  })

  it('lists that anybody may read, per address', async () => {
    const statuses = new Set<number>()
    for (const path of [
      '/api/events',
      `/api/holders/${newAccount().address}/tickets`,
      `${stage.path}/listings`,
    ]) {
      for (let index = 0; index < 8; index++) statuses.add((await call(world.url, path)).status)
    }
    expect([...statuses]).to.deep.equal([200, 429])
  })

  it('sign-in nonces per address', async () => {
    const statuses = new Set<number>()
    for (let index = 0; index < 25; index++) {
      statuses.add((await call(world.url, '/api/auth/nonce', { method: 'POST' })).status)
    }
    expect([...statuses]).to.deep.equal([200, 429])
  })
}

describe('rate limits', () => {
  describe('behind a proxy of ours', () => {
    let world: World
    before(async () => {
      world = await openWorld({ limits, trustedProxies: 1 })
    })
    after(() => world.close())

    const countTaken = async (forwardedFor: (index: number) => string) => {
      let taken = 0
      for (let index = 0; index < 25; index++) {
        const headers = { 'x-forwarded-for': forwardedFor(index) }
        const { status } = await call(world.url, '/api/auth/nonce', { method: 'POST', headers })
        if (status === 200) taken++
      }
      return taken
    }

    it('count by the address that the proxy saw, not by what the client says', async () => {
      expect(await countTaken((index) => `198.51.100.${index}, 203.0.113.1`)).to.equal(20)
      expect(await countTaken((index) => `203.0.113.1, 198.51.100.${index}`)).to.equal(25)
    })

    it('count all of an IPv6 network together, and each network apart', async () => {
      expect(await countTaken((index) => `2001:db8:0:1::${index}`)).to.equal(20)
      expect(await countTaken((index) => `2001:db8:1:${index}::1`)).to.equal(25)
    })
  })

  describe('in this process', () => {
    itLimits(() => openWorld({ limits }))
  })

  describe('in Redis', () => {
    let redis: Awaited<ReturnType<typeof startTestRedis>>
    const startRedis = async function (this: Mocha.Context) {
      redis = await startTestRedis(this)
    }
    const stopRedis = () => redis?.stop()

    describe('while it is there', () => {
      before(startRedis)
      after(stopRedis)
      itLimits(() => openWorld({ limits, redisUrl: redis.url }))
    })

    describe('of several processes', () => {
      before(startRedis)
      after(stopRedis)

      let [first, second]: World[] = []
      let stage: Stage
      before(async () => {
        first = await openWorld({ limits, redisUrl: redis.url })
        second = await openWorld({
          limits,
          redisUrl: redis.url,
          database: first.database,
          origin: first.url,
        })
        await mirrorChain(first.owner)
        stage = await mirrorEvent(first.owner, newAccount().address)
      })
      after(async () => {
        await second?.close()
        await first?.close()
      })
      /** A device's scans, at one process and the other in turn. */
      const openScans = async () => {
        const { token } = await openGate(first as World, stage)
        return async (index: number) => {
          const body = { nonce: newNonce(), code: 'x', listId: 'main', direction: 'entry' }
          const world = index % 2 ? first : second
          return (await call(world?.url ?? '', `${stage.path}/scans`, { token, body })).status
        }
      }

      it('count together', async () => {
        const scan = await openScans()
        const statuses: number[] = []
        for (let index = 0; index < 6; index++) statuses.push(await scan(index))
        expect(statuses).to.deep.equal([200, 200, 200, 200, 200, 429])
      })

      it('count together what is under way', async () => {
        const scan = await openScans()
        const holding = await (first as World).owner.connect()
        await holding.query('BEGIN; LOCK TABLE registry.scan_nonce IN ACCESS EXCLUSIVE MODE')
        let refusals = 0
        const answers = Array.from({ length: 4 }, async (_, index) => {
          const status = await scan(index)
          if (status === 429) refusals++
          return status
        })
        try {
          await until('two scans are refused', () => refusals === 2, 30)
        } finally {
          await holding.query('ROLLBACK')
          holding.release()
        }
        expect((await Promise.all(answers)).sort()).to.deep.equal([200, 200, 429, 429])
        const client = new Redis(redis.url)
        const isNothingUnderWay = async () => (await client.keys('usher:scans-at-once:*')).length === 0
        try {
          await until('Redis has heard that the scans have ended', isNothingUnderWay, 30)
        } finally {
          client.disconnect()
        }
        expect(await scan(0)).to.equal(200)
      })
    })

    describe('when it goes', () => {
      before(startRedis)
      after(stopRedis)
      it('go on in the process, and health says so', async () => {
        const world = await openWorld({ limits, redisUrl: redis.url })
        try {
          await mirrorChain(world.owner)
          const stage = await mirrorEvent(world.owner, newAccount().address)
          const gate = await openGate(world, stage)
          const before = health.parse((await call(world.url, '/api/health')).body)
          expect(before).to.include({ redis: 'ok', status: 'ok' })
          await redis.stop()
          const statuses: number[] = []
          for (let index = 0; index < 6; index++) statuses.push((await gate.send({ code: 'x' })).status)
          expect(statuses).to.deep.equal([200, 200, 200, 200, 200, 429])
          const after = await call(world.url, '/api/health')
          expect(after.status).to.equal(200)
          expect(health.parse(after.body)).to.include({ redis: 'down', status: 'degraded' })
        } finally {
          await world.close()
        }
      })
    })
  })
})
