import { expect } from 'chai'
import { type Address, encodeFunctionData, type Hex } from 'viem'
import type { PrivateKeyAccount } from 'viem/accounts'
import { serializeErc6492Signature } from 'viem/utils'
import { authorisationTypedData } from '#core/pass-key.ts'
import type { Chain } from '#scripts/stack/chain.ts'
import { startTestChain } from '../setup/chain.ts'
import { call, fetchNonce, newAccount, signInMessage } from './client.ts'
import { openGate } from './gate.ts'
import { newPhone } from './phone.ts'
import { mirrorChain, mirrorEvent, type Stage } from './stage.ts'
import { deployWallets } from './wallets/deploy.ts'
import { openWorld, type World } from './world.ts'

describe('smart account', () => {
  let chain: Chain
  let world: World
  let stage: Stage
  let wallets: Awaited<ReturnType<typeof deployWallets>>
  let key: PrivateKeyAccount

  before(async () => {
    chain = await startTestChain()
    world = await openWorld({ rpcUrl: chain.rpcUrl })
    await mirrorChain(world.owner)
    stage = await mirrorEvent(world.owner, newAccount().address)
    wallets = await deployWallets(chain.rpcUrl)
  })
  after(async () => {
    await world.close()
    await chain.stop()
  })
  beforeEach(() => {
    key = newAccount()
  })

  const signIn = async (address: Address, sign: (message: string) => Promise<Hex>) => {
    const message = signInMessage(world.url, address, await fetchNonce(world.url))
    return call(world.url, '/api/auth/verify', { body: { message, signature: await sign(message) } })
  }
  const signed = (message: string) => key.signMessage({ message })

  it('signs in by its contract’s word (ERC-1271)', async () => {
    const wallet = await wallets.deployOneKey(key.address)
    const answer = await signIn(wallet, signed)
    expect(answer.status).to.equal(200)
    expect(answer.body).to.include({ address: wallet.toLowerCase() })
  })

  it('signs in before it is deployed (ERC-6492)', async () => {
    const wallet = await wallets.addressOf(key.address)
    const data = encodeFunctionData({ abi: wallets.factoryAbi, functionName: 'deploy', args: [key.address] })
    const answer = await signIn(wallet, async (message) =>
      serializeErc6492Signature({ address: wallets.factory, data, signature: await signed(message) }),
    )
    expect(answer.status).to.equal(200)
  })

  it('does not sign in with another’s key', async () => {
    const wallet = await wallets.deployOneKey(newAccount().address)
    expect((await signIn(wallet, signed)).body).to.include({ status: 401, code: 'signature_invalid' })
  })

  it('does not sign in by a contract that wants endless gas', async () => {
    expect((await signIn(wallets.endless, signed)).body).to.include({ code: 'signature_invalid' })
  })

  it('does not lend its word to a wallet that is none', async () => {
    expect((await signIn(newAccount().address, signed)).body).to.include({ code: 'signature_invalid' })
  })

  describe('when it authorises a phone', () => {
    const register = async (holder: Address, signer: PrivateKeyAccount) => {
      const phone = await newPhone(signer, stage.event, { holder })
      const { issuedAt, expiresAt } = phone.authorisation
      const signature = await signer.signTypedData(authorisationTypedData(stage.event, phone.authorisation))
      const answer = await call(world.url, `${stage.path}/pass-keys`, {
        body: { holder, publicKey: phone.publicKey, issuedAt, expiresAt, signature },
      })
      return { phone, answer }
    }

    it('enters by the short form, and not by the full one, which cannot carry its word', async () => {
      const wallet = await wallets.deployOneKey(key.address)
      await stage.issue(2_000_001n, wallet)
      const { phone, answer } = await register(wallet, key)
      expect(answer.status).to.equal(201)
      const gate = await openGate(world, stage)
      const full = await gate.scan({ code: await phone.showFull(2_000_001n) })
      expect(full).to.include({ verdict: 'refuse', reason: 'invalid' })
      expect(await gate.scan({ code: await phone.show(2_000_001n) })).to.include({ verdict: 'admit' })
    })

    it('is refused when its contract does not know the signature', async () => {
      const wallet = await wallets.deployOneKey(newAccount().address)
      const { answer } = await register(wallet, key)
      expect(answer.body).to.include({ status: 422, code: 'signature_invalid' })
    })

    it('is refused when an ordinary wallet did not sign', async () => {
      const { answer } = await register(newAccount().address, key)
      expect(answer.body).to.include({ status: 422, code: 'signature_invalid' })
    })
  })
})
