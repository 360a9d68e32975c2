import { expect } from 'chai'
import { Redis } from 'ioredis'
import { type Counts, counts } from '#core/api/scan.ts'
import { startTestRedis } from '../setup/redis.ts'
import { call, newAccount } from './client.ts'
import { type Gate, newNonce, openGate } from './gate.ts'
import { newPhone } from './phone.ts'
import { mirrorChain, mirrorEvent, type Stage } from './stage.ts'
import { openWorld, type World } from './world.ts'

/** Reads an event stream until `counts` are as asked; the deadline says what was last seen. */
async function readUntil(url: string, token: string, isReached: (now: Counts) => boolean): Promise<Counts[]> {
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(45_000),
  })
  expect(response.headers.get('content-type')).to.match(/^text\/event-stream/)
  const seen: Counts[] = []
  let text = ''
  for await (const part of response.body ?? []) {
    text += new TextDecoder().decode(part)
    const events = text.split('\n\n')
    text = events.pop() ?? ''
    for (const event of events) {
      const data = /^event: counts\ndata: (.*)$/.exec(event)?.[1]
      if (data) seen.push(counts.parse(JSON.parse(data)))
    }
    const last = seen.at(-1)
    if (last && isReached(last)) return seen
  }
  throw new Error(`The stream ended; the last counts were ${JSON.stringify(seen.at(-1))}`)
}

describe('live counts', () => {
  let world: World
  let other: World
  let stage: Stage
  let gate: Gate
  const holder = newAccount()

  before(async () => {
    world = await openWorld()
    other = await openWorld({ database: world.database, origin: world.url })
    await mirrorChain(world.owner)
    stage = await mirrorEvent(world.owner, newAccount().address)
    for (const tokenId of [2_000_001n, 2_000_002n]) await stage.issue(tokenId, holder.address)
    gate = await openGate(world, stage)
  })
  after(async () => {
    await other.close()
    await world.close()
  })

  it('come at once, and again at each change', async () => {
    const phone = await newPhone(holder, stage.event)
    const followed = readUntil(`${world.url}${stage.path}/live`, gate.token, ({ refused }) => refused === 1)
    await gate.scan({ code: await phone.showFull(2_000_001n) })
    await gate.scan({ code: 'garbage' })
    expect((await followed).at(-1)).to.deep.include({
      admitted: 1,
      inside: 1,
      refused: 1,
      perGate: [{ gateId: '1', admitted: 1, refused: 1 }],
    })
  })

  it('come from scans that another process answered', async () => {
    const phone = await newPhone(holder, stage.event)
    const isAdmitted = ({ admitted }: Counts) => admitted === 2
    const first = await readUntil(`${other.url}${stage.path}/live`, gate.token, () => true)
    expect(first).to.have.length(1)
    const followed = readUntil(`${other.url}${stage.path}/live`, gate.token, isAdmitted)
    await gate.scan({ code: await phone.showFull(2_000_002n) })
    expect((await followed).at(-1)?.inside).to.equal(2)
  })

  describe('with Redis', () => {
    let redis: Awaited<ReturnType<typeof startTestRedis>> | undefined
    let [first, second]: World[] = []
    before(async function () {
      redis = await startTestRedis(this)
      const shared = { database: world.database, origin: world.url, redisUrl: redis.url }
      first = await openWorld(shared)
      second = await openWorld(shared)
    })
    after(async () => {
      await first?.close()
      await second?.close()
      await redis?.stop()
    })
    const scanAtFirst = () =>
      call(first?.url ?? '', `${stage.path}/scans`, {
        token: gate.token,
        body: { nonce: newNonce(), listId: 'main', direction: 'entry', code: 'garbage' },
      })
    const follow = async () => {
      const url = `${second?.url}${stage.path}/live`
      const [now] = await readUntil(url, gate.token, () => true)
      return readUntil(url, gate.token, ({ refused }) => refused > (now?.refused ?? 0))
    }
    const scanUntil = async (followed: Promise<Counts[]>) => {
      let isHeard = false
      followed.then(
        () => {
          isHeard = true
        },
        () => {},
      )
      // what was scanned before the second process listened was told to nobody
      while (!isHeard) {
        expect((await scanAtFirst()).status).to.equal(200)
        await Promise.race([followed, new Promise((resolve) => setTimeout(resolve, 250))])
      }
      expect(await followed).to.not.be.empty
    }

    it('come through it from scans that another process answered', async () => {
      const ear = new Redis(redis?.url ?? '')
      const heard = new Promise<string>((resolve) => ear.on('message', (_, message) => resolve(message)))
      await ear.subscribe('usher_scans')
      await scanUntil(follow())
      expect(await heard).to.match(/ 0x[0-9a-f]{56}$/)
      ear.disconnect()
    })

    it('come all the same when it has gone', async () => {
      await redis?.stop()
      await scanUntil(follow())
    })
  })

  it('are for staff alone', async () => {
    expect((await fetch(`${world.url}${stage.path}/live`)).status).to.equal(401)
  })
})
