import { expect } from 'chai'
import { privateKeyToAccount } from 'viem/accounts'
import { call, fetchNonce, signIn, signInMessage } from './client.ts'
import { openGate } from './gate.ts'
import { newListing, openMarket } from './market.ts'
import { newPhone } from './phone.ts'
import { mirrorChain, mirrorEvent, type Stage } from './stage.ts'
import { openWorld, type World } from './world.ts'

/** Hardhat's first: everybody has its key. */
const everybody = privateKeyToAccount('0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80')

describe('an account whose key everybody knows', () => {
  let world: World
  let stage: Stage
  const open = async (mayBePublished: boolean) => {
    world = await openWorld({ mayBePublished })
    await mirrorChain(world.owner)
    stage = await mirrorEvent(world.owner, everybody.address)
    await stage.issue(2_000_001n, everybody.address)
  }
  afterEach(() => world.close())

  const offer = async () => {
    const market = await openMarket(world, everybody.address)
    await market.issue(1_000_001n, everybody.address)
    const body = await newListing(everybody, market)
    return call(world.url, `${market.path}/listings`, { body })
  }

  describe('where the chain is ours and only this machine reaches us', () => {
    beforeEach(() => open(true))

    it('signs in, registers its phone and enters', async () => {
      expect((await signIn(world.url, everybody)).address).to.equal(everybody.address.toLowerCase())
      const phone = await newPhone(everybody, stage.event)
      expect((await phone.register(world.url)).status).to.equal(201)
      const gate = await openGate(world, stage)
      expect(await gate.scan({ code: await phone.showFull(2_000_001n) })).to.include({ verdict: 'admit' })
    })

    it('offers its ticket', async () => {
      expect((await offer()).status).to.equal(201)
    })
  })

  describe('anywhere else', () => {
    beforeEach(() => open(false))

    it('does not sign in', async () => {
      const message = signInMessage(world.url, everybody.address, await fetchNonce(world.url))
      const signature = await everybody.signMessage({ message })
      const answer = await call(world.url, '/api/auth/verify', { body: { message, signature } })
      expect(answer.body).to.include({ status: 403, code: 'forbidden' })
    })

    it('authorises no phone, neither at the registry nor in the full form', async () => {
      const phone = await newPhone(everybody, stage.event)
      expect((await phone.register(world.url)).body).to.include({ status: 403, code: 'forbidden' })
      const gate = await openGate(world, stage)
      const answer = await gate.scan({ code: await phone.showFull(2_000_001n) })
      expect(answer).to.include({ verdict: 'refuse', reason: 'invalid' })
    })

    it('offers no ticket', async () => {
      expect((await offer()).body).to.include({ status: 403, code: 'forbidden' })
    })
  })
})
