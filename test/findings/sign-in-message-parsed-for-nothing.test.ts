import { expect } from 'chai'
import { readNonce } from '#server/session/sign-in-message.ts'
import { call, fetchNonce, newAccount, signInMessage } from '../server/client.ts'
import { openWorld, type World } from '../server/world.ts'

/**
 * Parsing a long message of EIP-4361 takes 50 ms of the web process, and was done for anybody as often as he liked:
 * before the nonce, of which an address gets 60 a minute.
 */
describe('sign-in with a message that is costly to parse', () => {
  const account = newAccount()
  let world: World
  const verify = async (message: string) =>
    call(world.url, '/api/auth/verify', {
      body: { message, signature: await account.signMessage({ message }) },
    })
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())

  it('asks for the nonce first: without one of ours nothing else of the message matters', async () => {
    const message = signInMessage(world.url, account.address, 'notOneOfOurs', { domain: 'elsewhere.example' })
    const { body } = await verify(message)
    expect(body).to.include({ code: 'unauthenticated' }).and.have.property('detail').match(/nonce/)
  })

  it('uses the nonce up, whatever else is wrong', async () => {
    const nonce = await fetchNonce(world.url)
    const elsewhere = signInMessage(world.url, account.address, nonce, { domain: 'elsewhere.example' })
    expect((await verify(elsewhere)).body)
      .to.have.property('detail')
      .match(/domain/)
    const { body } = await verify(signInMessage(world.url, account.address, nonce))
    expect(body).to.include({ code: 'unauthenticated' }).and.have.property('detail').match(/nonce/)
  })

  it('finds the nonce that the whole message names', () => {
    const message = signInMessage(world.url, account.address, 'aaaaaaaa11', {
      statement: 'Nonce: bbbbbbbb22 is another',
      resources: ['https://example.org/Nonce:cccccccc33'],
    })
    expect(readNonce(message)).to.equal('aaaaaaaa11')
  })
})
