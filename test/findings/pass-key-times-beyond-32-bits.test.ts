import { expect } from 'chai'
import { call, newAccount } from '../server/client.ts'
import { newPhone } from '../server/phone.ts'
import { mirrorChain, mirrorEvent, type Stage } from '../server/stage.ts'
import { openWorld, type World } from '../server/world.ts'

/** The one bound of a pass key's times that answered `bad_request` instead of the code that is made for it. */
describe('pass key whose times do not fit 32 bits', () => {
  let world: World
  let stage: Stage
  before(async () => {
    world = await openWorld()
    await mirrorChain(world.owner)
    stage = await mirrorEvent(world.owner, newAccount().address)
  })
  after(() => world.close())

  for (const change of [{ expiresAt: 2 ** 32 }, { expiresAt: -1 }, { issuedAt: 2 ** 32 }, { issuedAt: -1 }]) {
    it(`is out of range: ${JSON.stringify(change)}`, async () => {
      const { authorisation, publicKey, signature } = await newPhone(newAccount(), stage.event)
      const { holder, issuedAt, expiresAt } = authorisation
      const body = { holder, publicKey, issuedAt, expiresAt, signature, ...change }
      const answer = await call(world.url, `${stage.path}/pass-keys`, { body })
      expect(answer.body).to.include({ status: 422, code: 'expiry_out_of_range' })
    })
  }
})
