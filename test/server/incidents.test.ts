import { expect } from 'chai'
import type { Address } from 'viem'
import { incidents } from '#core/api/incident.ts'
import { eventKeyOf, formatEventId } from '#core/event-id.ts'
import { type ChainStage, openChainStage } from '../indexer/chain-stage.ts'
import { type MirrorStage, openMirrorStage } from '../indexer/mirror-stage.ts'
import { createDatabase, type TestDatabase } from '../setup/database.ts'
import { call, newAccount, signIn } from './client.ts'
import { type Gate, openGate } from './gate.ts'
import { newPhone, type Phone } from './phone.ts'
import { openWorld, type World } from './world.ts'

/** Tier 2 never moves, so its list may open before the transfer cut-off. */
const tokenId = 2_000_001n

describe('an admission by a block that leaves the chain', () => {
  let chain: ChainStage
  let database: TestDatabase
  let mirror: MirrorStage
  let world: World
  let gate: Gate
  let phone: Phone
  let path: string
  let contract: Address

  before(async () => {
    chain = await openChainStage()
    database = await createDatabase()
    mirror = await openMirrorStage(chain, {}, database)
    world = await openWorld({ database, settle: { blocks: 0, blockMs: 1000 } })
    contract = await chain.createEvent()
    const event = { chainId: 31_337, contract }
    const key = Buffer.from(eventKeyOf(event))
    const holder = newAccount()
    await chain.as(chain.organizer, contract).mint(2, holder.address, 1)
    await mirror.catchUp()
    await world.owner.query(
      `UPDATE registry.list SET opens_at = now() - interval '1 hour', policy = 'unlimited' WHERE event_id = $1`,
      [key],
    )
    path = `/api/events/${formatEventId(event)}`
    gate = await openGate(world, { key, path })
    phone = await newPhone(holder, event)
    await phone.register(world.url)
  })
  after(async () => {
    await world?.close()
    await mirror?.close()
    await database?.drop()
    await chain?.stop()
  })

  const readIncidents = async () => {
    const { body } = await call(world.url, `${path}/incidents`, { token: gate.token })
    return incidents.parse(body).incidents
  }

  it('is raised once as an incident that names ticket, gate and block, however many look', async () => {
    await gate.scan({ code: await phone.show(tokenId, Date.now() - 3000) })
    const leave = await chain.mark()
    await chain.mine(1)
    await mirror.catchUp()
    const code = await phone.show(tokenId, Date.now())
    const { verdict, asOf } = await gate.scan({ code })
    expect(verdict).to.equal('admit')
    await world.services.raiseIncidents()
    expect(await readIncidents()).to.deep.equal([])

    await leave()
    await chain.addTier(contract, 'Balcony')
    await mirror.catchUp()
    await Promise.all([world.services.raiseIncidents(), world.services.raiseIncidents()])
    await world.services.raiseIncidents()
    const raised = await readIncidents()
    expect(raised).to.have.length(1)
    expect(raised[0]).to.include({ kind: 'block_left', tokenId: tokenId.toString(), resolvedAt: null })
    expect(raised[0]?.details).to.include({
      block: asOf?.block,
      listId: 'main',
      gateId: '1',
      deviceId: gate.deviceId,
    })
  })

  it('stays raised while later scans are by blocks that are there', async () => {
    await gate.scan({ code: await phone.show(tokenId, Date.now() + 2000) })
    await world.services.raiseIncidents()
    expect(await readIncidents()).to.have.length(1)
  })

  it('is nobody’s business but the staff’s', async () => {
    const stranger = await signIn(world.url, newAccount())
    const answer = await call(world.url, `${path}/incidents`, { token: stranger.accessToken })
    expect(answer.status).to.equal(403)
  })
})
