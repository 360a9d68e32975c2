import { expect } from 'chai'
import { type Address, keccak256, toHex } from 'viem'
import { newAccount } from '../client.ts'
import { deployWallets } from '../wallets/deploy.ts'
import type { World } from '../world.ts'
import { openRelayStage, post, type RelayStage, request } from './stage.ts'

const MINTER_ROLE = keccak256(toHex('MINTER_ROLE'))

describe('relay, of vouchers that smart accounts have signed', () => {
  let stage: RelayStage
  let server: World
  let event: Address
  let wallets: Awaited<ReturnType<typeof deployWallets>>
  const key = newAccount()

  before(async () => {
    stage = await openRelayStage()
    server = await stage.openServer()
    event = await stage.createEvent()
    wallets = await deployWallets(stage.chain.rpcUrl)
  })
  after(() => stage.close())

  /** A voucher in the name of a smart account that may issue tickets, signed by `key`. */
  const signedFor = async (signer: Address) => {
    await stage.chain.as(stage.chain.organizer, event).write.grantRole([MINTER_ROLE, signer])
    return request({ ...key, address: signer }, event, newAccount().address)
  }

  it('brings one that the account’s contract vouches for', async () => {
    const answer = await post(server, event, await signedFor(await wallets.deployOneKey(key.address)))
    expect(answer.body).to.include({ status: 'pending' })
  })

  it('does not bring one that it does not vouch for', async () => {
    const wallet = await wallets.deployOneKey(newAccount().address)
    const answer = await post(server, event, await signedFor(wallet))
    expect(answer.body).to.include({ status: 422, reason: 'voucher_signature_wrong' })
  })

  it('pays for none whose contract never comes to an end', async () => {
    const thrifty = await stage.openServer({ maxGas: 150_000n })
    const before = await stage.chain.client.getBalance({ address: stage.payerAddress })
    const answer = await post(thrifty, event, await signedFor(wallets.endless))
    expect(answer.body).to.include({ status: 422, reason: 'voucher_signature_wrong' })
    expect(await stage.chain.client.getBalance({ address: stage.payerAddress })).to.equal(before)
    // and the next one is brought
    expect(
      (await post(server, event, await request(stage.minter, event, newAccount().address))).status,
    ).to.equal(202)
  })
})
