import { expect } from 'chai'
import type { Address } from 'viem'
import { currency } from '#core/api/currency.ts'
import type { Chain } from '#scripts/stack/chain.ts'
import { startTestChain } from '../setup/chain.ts'
import { openContracts } from '../setup/compile.ts'
import { call, newAccount, signIn } from './client.ts'
import { openWorld, type World } from './world.ts'

describe('a currency that an event could sell in', () => {
  let chain: Chain
  let world: World
  let token: string
  let deploy: Awaited<ReturnType<typeof openContracts>>['deploy']

  before(async () => {
    chain = await startTestChain()
    world = await openWorld({ rpcUrl: chain.rpcUrl })
    ;({ deploy } = await openContracts(new URL('tokens/TestTokens.sol', import.meta.url), chain.rpcUrl))
    token = (await signIn(world.url, newAccount())).accessToken
  })
  after(async () => {
    await world.close()
    await chain.stop()
  })

  const ask = (address: Address, as: string | undefined = token) =>
    call(world.url, `/api/currencies/${address}`, { token: as })

  it('is told by its own symbol and decimals', async () => {
    const address = await deploy('NamedToken', ['EURX', 6])
    const { status, body } = await ask(address)
    expect(status).to.equal(200)
    expect(currency.parse(body)).to.deep.equal({
      address: address.toLowerCase(),
      symbol: 'EURX',
      decimals: 6,
    })
  })

  it('has to be a contract', async () => {
    const { status, body } = await ask(newAccount().address)
    expect(status).to.equal(404)
    expect(body).to.include({ code: 'not_found', reason: 'no_contract' })
  })

  const strange: readonly [string, string, readonly unknown[]][] = [
    ['is no token', 'NoToken', []],
    ['has a symbol that fits beside no amount', 'NamedToken', ['FREE MONEY: usher.example', 18]],
    ['has no symbol', 'NamedToken', ['', 18]],
    ['has more decimals than any coin', 'NamedToken', ['ODD', 37]],
  ]
  for (const [what, name, args] of strange) {
    it(`is none where the contract ${what}`, async () => {
      const { status, body } = await ask(await deploy(name, args))
      expect(status).to.equal(404)
      expect(body).to.include({ code: 'not_found', reason: 'no_token' })
    })
  }

  it('is told to those who are signed in', async () => {
    expect((await ask(newAccount().address, '')).status).to.equal(401)
  })

  it('is not known while the chain does not answer', async () => {
    const alone = await openWorld({ database: world.database })
    const { accessToken } = await signIn(alone.url, newAccount())
    const { status, body } = await call(alone.url, `/api/currencies/${newAccount().address}`, {
      token: accessToken,
    })
    await alone.close()
    expect(status).to.equal(503)
    expect(body).to.include({ code: 'unavailable' })
  })
})
