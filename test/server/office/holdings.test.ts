import { expect } from 'chai'
import { holdings } from '#core/api/office.ts'
import { call, newAccount, signIn } from '../client.ts'
import { openGate } from '../gate.ts'
import { mirrorChain, mirrorEvent, type Stage } from '../stage.ts'
import { openWorld, type World } from '../world.ts'

describe('what is held of an event', () => {
  const organizer = newAccount()
  const [ada, ben] = [newAccount().address, newAccount().address]
  let world: World
  let stage: Stage
  let token: string

  before(async () => {
    world = await openWorld()
    await mirrorChain(world.owner)
    stage = await mirrorEvent(world.owner, organizer.address)
    token = (await signIn(world.url, organizer)).accessToken
  })
  after(() => world.close())

  const ask = async () => holdings.parse((await call(world.url, `${stage.path}/holdings`, { token })).body)

  it('is nothing before the first ticket', async () => {
    expect(await ask()).to.include({ holders: 0, tickets: 0, paidTickets: 0, refundable: '0' })
  })

  it('counts wallets once, and adds up what was paid for tickets that are still valid', async () => {
    await stage.issue(1_000_001n, ada)
    await stage.issue(1_000_002n, ada)
    await stage.issue(1_000_003n, ben)
    await stage.issue(1_000_004n, newAccount().address, { status: 'void' })
    await stage.issue(1_000_005n, newAccount().address, { status: 'refunded' })
    await stage.run(
      'UPDATE mirror.ticket SET price_paid = 50000000000000000 WHERE event_id = $1 AND token_id <> 1000002',
    )
    expect(await ask()).to.include({
      holders: 2,
      tickets: 3,
      paidTickets: 2,
      refundable: '100000000000000000',
    })
  })

  it('is told to managers, and to nobody below', async () => {
    const asked = async (role: 'manager' | 'supervisor') => {
      const gate = await openGate(world, stage, role)
      return (await call(world.url, `${stage.path}/holdings`, { token: gate.token })).status
    }
    expect(await asked('manager')).to.equal(200)
    expect(await asked('supervisor')).to.equal(403)
  })
})
