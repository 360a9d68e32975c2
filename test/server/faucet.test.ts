import { expect } from 'chai'
import { createPublicClient, http, parseEther } from 'viem'
import type { Chain } from '#scripts/stack/chain.ts'
import { createApi } from '#server/http/router.ts'
import { routes } from '../../app/api/_routes/all.ts'
import { postFaucet } from '../../app/api/_routes/faucet.ts'
import { startTestChain } from '../setup/chain.ts'
import { call, newAccount } from './client.ts'
import { openWorld, type World } from './world.ts'

const GIFT = parseEther('10')

describe('the local chain’s faucet', () => {
  let chain: Chain
  let world: World

  before(async () => {
    chain = await startTestChain()
    world = await openWorld({ rpcUrl: chain.rpcUrl })
  })
  after(async () => {
    await world.close()
    await chain.stop()
  })

  const ask = async (address: string) => {
    const api = createApi([...routes, postFaucet], world.services)
    const request = new Request(`${world.url}/api/faucet`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: world.url },
      body: JSON.stringify({ address }),
    })
    const response = await api(request, { remoteAddress: '127.0.0.1' })
    return { status: response.status, body: await response.json() }
  }

  it('adds ten coins to what a wallet has', async () => {
    const { address } = newAccount()
    expect(await ask(address)).to.deep.equal({ status: 200, body: { amount: String(GIFT) } })
    await ask(address)
    const node = createPublicClient({ transport: http(chain.rpcUrl) })
    expect(await node.getBalance({ address })).to.equal(2n * GIFT)
  })

  it('gives a wallet five times an hour, and others all the same', async () => {
    const { address } = newAccount()
    for (let time = 1; time <= 5; time++) expect((await ask(address)).status).to.equal(200)
    expect((await ask(address)).body).to.include({ code: 'rate_limited' })
    expect((await ask(newAccount().address)).status).to.equal(200)
  })

  it('is none of the routes that every server has', async () => {
    const { address } = newAccount()
    const { status, body } = await call(world.url, '/api/faucet', { body: { address } })
    expect({ status, code: (body as { code: string }).code }).to.deep.equal({
      status: 404,
      code: 'not_found',
    })
  })
})
