import { expect } from 'chai'
import { call, fetchNonce, newAccount, signInMessage } from '../server/client.ts'
import { newPhone } from '../server/phone.ts'
import { mirrorChain, mirrorEvent, type Stage } from '../server/stage.ts'
import { openWorld, type World } from '../server/world.ts'

/** What a signature of ERC-8010 ends with; before it stands ABI-encoded data, here none that can be decoded. */
const wrapped = `0x${'11'.repeat(64)}${'8010'.repeat(16)}`

/**
 * A signature that says it is wrapped as of ERC-8010, and is not, was a failure on our side: status 500 and an error in
 * the log for each. We take none of that kind: the design names ERC-1271 and ERC-6492.
 */
describe('wallet signature that says it is one of ERC-8010', () => {
  let world: World
  let stage: Stage
  before(async () => {
    world = await openWorld()
    await mirrorChain(world.owner)
    stage = await mirrorEvent(world.owner, newAccount().address)
  })
  after(() => world.close())

  it('is no signature of a pass key, and the chain is not asked', async () => {
    const { authorisation, publicKey } = await newPhone(newAccount(), stage.event)
    const { holder, issuedAt, expiresAt } = authorisation
    const answer = await call(world.url, `${stage.path}/pass-keys`, {
      body: { holder, publicKey, issuedAt, expiresAt, signature: wrapped },
    })
    expect(answer.body).to.include({ status: 422, code: 'signature_invalid' })
  })

  it('is no signature of a sign-in', async () => {
    const message = signInMessage(world.url, newAccount().address, await fetchNonce(world.url))
    const answer = await call(world.url, '/api/auth/verify', { body: { message, signature: wrapped } })
    expect(answer.body).to.include({ status: 401, code: 'signature_invalid' })
  })
})
