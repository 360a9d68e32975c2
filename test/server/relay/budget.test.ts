import { expect } from 'chai'
import { type Address, parseGwei } from 'viem'
import type { RelaySettings } from '#server/relay/relayer.ts'
import { newAccount } from '../client.ts'
import type { World } from '../world.ts'
import { openRelayStage, post, type RelayStage, request } from './stage.ts'

describe('relay, of its budget', () => {
  let stage: RelayStage
  /** One claim’s worst case fits, a second does not. */
  let tight: bigint

  before(async () => {
    stage = await openRelayStage()
    tight = ((await measureFirstClaim()) * 3n) / 2n
  })
  after(() => stage.close())

  it('brings no more for an event that day, goes on for others, and goes on the next day', async () => {
    const server = await openServer({ weiPerEventAndDay: tight })
    const [event, other] = [await stage.createEvent(), await stage.createEvent()]
    await expectSent(server, event)
    await expectSpent(server, event)
    await expectSent(server, other)
    server.clock.offsetMs += 86_400_000
    await expectSent(server, event)
    await expectSpent(server, event)
  })

  it('brings no more for any event once what all may cost a day is spent', async () => {
    const [event, other] = [await stage.createEvent(), await stage.createEvent()]
    const server = await openServer({ weiPerDay: (await spentToday()) + tight })
    await expectSent(server, event)
    await expectSpent(server, other)
    server.clock.offsetMs += 2 * 86_400_000
    await expectSent(server, other)
  })

  it('finds room again for what was not as dear as feared', async () => {
    const server = await openServer({ weiPerEventAndDay: tight })
    const event = await stage.createEvent()
    await expectSent(server, event)
    await expectSpent(server, event)
    await server.services.settleClaims()
    await expectSent(server, event)
  })

  it('never has two processes find the same room', async () => {
    const event = await stage.createEvent()
    const servers = await Promise.all([1, 2].map(() => openServer({ weiPerEventAndDay: tight })))
    await holdBaseFee()
    const answers = await Promise.all(
      Array.from({ length: 8 }, async (_, index) => {
        const body = await request(stage.minter, event, newAccount().address)
        return post(servers[index % 2] as World, event, body)
      }),
    )
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([202, ...Array(7).fill(429)])
  })

  /** At noon, so that no day ends in the middle of a test. */
  async function openServer(relay: Partial<RelaySettings> = {}): Promise<World> {
    const server = await stage.openServer(relay)
    server.clock.offsetMs = new Date().setUTCHours(12, 0, 0, 0) - Date.now()
    return server
  }

  /** Has the latest block ask one gwei, so that the worst case is the same for every first claim of an event. */
  async function holdBaseFee(): Promise<void> {
    await stage.chain.control.setNextBlockBaseFeePerGas({ baseFeePerGas: parseGwei('1') })
    await stage.chain.mine(1)
  }

  async function ask(server: World, event: Address) {
    await holdBaseFee()
    const expiresAt = Math.floor(server.clock.now().getTime() / 1000) + 86_400
    return post(server, event, await request(stage.minter, event, newAccount().address, { expiresAt }))
  }

  async function expectSent(server: World, event: Address): Promise<void> {
    expect((await ask(server, event)).body).to.include({ status: 'pending' })
  }

  async function expectSpent(server: World, event: Address): Promise<void> {
    const refused = await ask(server, event)
    expect(refused.body).to.include({ status: 429, code: 'rate_limited', reason: 'budget_spent' })
    expect(Number(refused.headers.get('retry-after'))).to.be.within(1, 86_400)
  }

  async function measureFirstClaim(): Promise<bigint> {
    await expectSent(await openServer(), await stage.createEvent())
    return spentToday()
  }

  async function spentToday(): Promise<bigint> {
    const { owner, clock } = await openServer()
    const { rows } = await owner.query(
      'SELECT sum(charged) AS spent FROM registry.relay_budget WHERE day = $1::date',
      [clock.now().toISOString().slice(0, 10)],
    )
    return BigInt(rows[0].spent)
  }
})
