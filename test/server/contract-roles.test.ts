import { expect } from 'chai'
import { me } from '#core/api/auth.ts'
import { contractRoles } from '#core/api/contract-role.ts'
import { call, newAccount, signIn } from './client.ts'
import { mirrorChain, mirrorEvent, type Stage } from './stage.ts'
import { openWorld, type World } from './world.ts'

describe('roles of an event’s contract', () => {
  const organizer = newAccount()
  const minter = newAccount()
  const gate = newAccount()
  let world: World
  let stage: Stage

  before(async () => {
    world = await openWorld()
    await mirrorChain(world.owner)
    stage = await mirrorEvent(world.owner, organizer.address)
    for (const [role, { address }] of [['minter', minter] as const, ['gate', gate] as const]) {
      await stage.run(
        'INSERT INTO mirror.contract_role (event_id, role, address) VALUES ($1, $2, $3)',
        role,
        Buffer.from(address.slice(2), 'hex'),
      )
    }
  })
  after(() => world.close())

  const tokenOf = async (account: typeof organizer) => (await signIn(world.url, account)).accessToken

  it('are told to who holds them', async () => {
    const eventId = stage.path.split('/').at(-1)
    for (const [role, account] of [['minter', minter] as const, ['gate', gate] as const]) {
      const { body } = await call(world.url, '/api/auth/me', { token: await tokenOf(account) })
      expect(me.parse(body)).to.deep.include({ roles: [], contractRoles: [{ eventId, role }] })
    }
  })

  it('are listed for the organizer, and for nobody who holds one alone', async () => {
    const { body } = await call(world.url, `${stage.path}/contract-roles`, {
      token: await tokenOf(organizer),
    })
    expect(contractRoles.parse(body).holders).to.deep.equal([
      { role: 'gate', address: gate.address.toLowerCase() },
      { role: 'minter', address: minter.address.toLowerCase() },
    ])
    const asked = await call(world.url, `${stage.path}/contract-roles`, { token: await tokenOf(minter) })
    expect(asked.status).to.equal(403)
  })
})
