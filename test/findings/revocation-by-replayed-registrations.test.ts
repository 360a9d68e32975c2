import { expect } from 'chai'
import { call, newAccount, signIn } from '../server/client.ts'
import { newPhone } from '../server/phone.ts'
import { mirrorChain, mirrorEvent, type Stage } from '../server/stage.ts'
import { generousLimits, openWorld, type World } from '../server/world.ts'

/**
 * Who holds a stolen phone, or has filmed one full code, has the wallet's authorisation and may register it again and
 * again. That used up the wallet's count of pass keys, by which revoking was counted too.
 */
describe('registering the same pass key over and over', () => {
  const passKeysPerHour = 3
  const holder = newAccount()
  let world: World
  let stage: Stage
  let stolen: Awaited<ReturnType<typeof newPhone>>

  before(async () => {
    world = await openWorld({ limits: { ...generousLimits, passKeysPerHour } })
    await mirrorChain(world.owner)
    stage = await mirrorEvent(world.owner, newAccount().address)
    stolen = await newPhone(holder, stage.event)
    expect((await stolen.register(world.url)).status).to.equal(201)
    for (let index = 0; index < 2 * passKeysPerHour; index++) {
      expect((await stolen.register(world.url)).status).to.equal(200)
    }
  })
  after(() => world.close())

  it('leaves the holder’s count for new phones alone', async () => {
    const phone = await newPhone(holder, stage.event)
    expect((await phone.register(world.url)).status).to.equal(201)
  })

  it('does not keep the holder from revoking it, nor do his own registrations', async () => {
    await (await newPhone(holder, stage.event)).register(world.url)
    const refused = await (await newPhone(holder, stage.event)).register(world.url)
    expect(refused.body).to.include({ code: 'rate_limited' })
    const { accessToken: token } = await signIn(world.url, holder)
    const path = `${stage.path}/pass-keys/${stolen.publicKey}`
    expect((await call(world.url, path, { method: 'DELETE', token })).status).to.equal(204)
  })
})
