import { expect } from 'chai'
import { type Address, createWalletClient, type Hex, http, parseGwei } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { hardhat } from 'viem/chains'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { type LyingNode, startLyingNode } from '../../setup/lying-node.ts'
import { newAccount } from '../client.ts'
import type { World } from '../world.ts'
import { find, openRelayStage, post, type RelayStage, request } from './stage.ts'

/** After so long a transaction that is in no block is replaced. */
const raiseAfterMs = 60_000
/** Attempts are looked at no oftener than this. */
const lookAgainMs = 3_000
/** Those whose block may yet leave. */
const lookAtMinedMs = 30_000

describe('relay, of claims under way', () => {
  let stage: RelayStage
  let server: World
  let node: LyingNode
  let event: Address

  before(async () => {
    stage = await openRelayStage()
    server = await stage.openServer()
    node = await startLyingNode(stage.chain.rpcUrl)
    event = await stage.createEvent()
  })
  afterEach(async () => {
    await stage.chain.control.setAutomine(true)
  })
  after(async () => {
    await node.close()
    await stage.close()
  })

  const ticketsOf = (holder: Address) =>
    stage.chain.client.readContract({
      address: event,
      abi: usherEventAbi,
      functionName: 'balanceOf',
      args: [holder],
    })
  const countSent = () => stage.chain.client.getTransactionCount({ address: stage.payerAddress })

  /** One look at the chain, as much later as it takes for everything to be due. */
  const look = async (world: World, laterMs = lookAgainMs) => {
    world.clock.offsetMs += laterMs
    await world.services.settleClaims()
  }
  const mine = () => stage.chain.control.mine({ blocks: 1 })

  /** Asks for a claim whose transaction no node gets to see, as when the process dies before it sends it. */
  const askWithoutSending = async (relay: Parameters<RelayStage['openServer']>[0] = {}) => {
    const dying = await stage.openServer(relay, { rpcUrl: node.rpcUrl })
    const guest = newAccount().address
    const body = await request(stage.minter, event, guest)
    node.withhold('eth_sendRawTransaction')
    const answer = await post(dying, event, body)
    node.withhold(undefined)
    expect(answer.body).to.include({ status: 'pending' })
    return { body, guest, voucherId: body.voucher.voucherId, first: answer.body as { transactionHash: Hex } }
  }

  /** Asks for a claim that stays in the node’s pool. */
  const askWithoutMining = async () => {
    await stage.chain.control.setAutomine(false)
    const guest = newAccount().address
    const body = await request(stage.minter, event, guest)
    const { body: first } = await post(server, event, body)
    expect(first).to.include({ status: 'pending' })
    return { body, guest, voucherId: body.voucher.voucherId, first: first as { transactionHash: Hex } }
  }

  describe('given a process that died between writing and sending', () => {
    it('has another one send that same transaction', async () => {
      const { guest, voucherId, first } = await askWithoutSending()
      expect(await ticketsOf(guest)).to.equal(0n)
      await look(server)
      expect(await ticketsOf(guest)).to.equal(1n)
      await look(server)
      const claim = await find(server, event, voucherId)
      expect(claim).to.include({ status: 'mined', transactionHash: first.transactionHash })
    })

    it('gives its nonce to no other, and mines all once it is sent', async () => {
      const lost = await askWithoutSending()
      const guest = newAccount().address
      await post(server, event, await request(stage.minter, event, guest))
      expect(await ticketsOf(guest)).to.equal(0n)
      await look(server)
      await look(server)
      expect([await ticketsOf(lost.guest), await ticketsOf(guest)]).to.deep.equal([1n, 1n])
    })

    it('answers a repeated request with the attempt that is there', async () => {
      const { body, first } = await askWithoutSending()
      expect((await post(server, event, body)).body).to.include(first)
      await look(server)
    })

    it('sends it also after the key was changed', async () => {
      const { guest, voucherId } = await askWithoutSending({ privateKey: await stage.fundedKey() })
      await look(server, raiseAfterMs)
      await look(server)
      expect(await ticketsOf(guest)).to.equal(1n)
      expect(await find(server, event, voucherId)).to.include({ status: 'mined' })
    })
  })

  describe('given a transaction that the node has lost', () => {
    it('sends it again', async () => {
      const { guest, first } = await askWithoutMining()
      await stage.chain.control.dropTransaction({ hash: first.transactionHash })
      await mine()
      expect(await ticketsOf(guest)).to.equal(0n)
      await look(server)
      await mine()
      expect(await ticketsOf(guest)).to.equal(1n)
    })
  })

  describe('given a transaction that is not mined', () => {
    it('replaces it by a dearer one after a minute, and books which was mined', async () => {
      const { guest, voucherId, first } = await askWithoutMining()
      const before = await countSent()
      await look(server)
      expect(await find(server, event, voucherId)).to.include(first)
      await look(server, raiseAfterMs)
      const { transactionHash } = await find(server, event, voucherId)
      expect(transactionHash).not.to.equal(first.transactionHash)
      await mine()
      await look(server)
      expect(await find(server, event, voucherId)).to.include({ status: 'mined' })
      expect(await ticketsOf(guest)).to.equal(1n)
      expect(await countSent()).to.equal(before + 1)
    })

    it('also finds the earlier one in a block', async () => {
      const { guest, voucherId, first } = await askWithoutSending()
      const { rows } = await server.owner.query(
        'SELECT signed FROM registry.voucher_claim WHERE transaction_hash = $1',
        [Buffer.from(first.transactionHash.slice(2), 'hex')],
      )
      node.withhold('eth_sendRawTransaction')
      const second = await stage.openServer({}, { rpcUrl: node.rpcUrl })
      await look(second, raiseAfterMs + lookAgainMs)
      node.withhold(undefined)
      expect((await find(server, event, voucherId)).transactionHash).not.to.equal(first.transactionHash)

      await stage.chain.client.sendRawTransaction({
        serializedTransaction: `0x${rows[0].signed.toString('hex')}`,
      })
      await look(server, 2 * raiseAfterMs)
      expect(await find(server, event, voucherId)).to.include({ status: 'mined' })
      expect(await ticketsOf(guest)).to.equal(1n)
    })

    it('raises no further than the caps allow', async () => {
      const { first, voucherId } = await askWithoutMining()
      const { rows } = await server.owner.query(
        'SELECT max_fee FROM registry.voucher_claim WHERE transaction_hash = $1',
        [Buffer.from(first.transactionHash.slice(2), 'hex')],
      )
      const capped = await stage.openServer({ maxWeiPerGas: BigInt(rows[0].max_fee) })
      await look(capped, server.clock.offsetMs + raiseAfterMs + lookAgainMs)
      expect(await find(server, event, voucherId)).to.include(first)
      await mine()
    })
  })

  describe('given another transaction of the same key and nonce', () => {
    it('calls the attempt dropped, gives back its budget, and makes another when asked', async () => {
      const privateKey = await stage.fundedKey()
      const own = await stage.openServer({ privateKey }, { isLocalChain: true })
      const { body, guest, voucherId } = await askWithoutSending({ privateKey })
      await useNonce(privateKey)
      await look(own)
      expect(await find(own, event, voucherId)).to.include({ status: 'failed', failure: 'dropped' })
      const { rows } = await own.owner.query(
        'SELECT charged, look_at FROM registry.voucher_claim WHERE relayer = $1',
        [Buffer.from(privateKeyToAccount(privateKey).address.slice(2), 'hex')],
      )
      expect(rows).to.deep.equal([{ charged: '0', look_at: null }])

      expect((await post(own, event, body)).status).to.equal(202)
      await look(own)
      expect(await find(own, event, voucherId)).to.include({ status: 'mined' })
      expect(await ticketsOf(guest)).to.equal(1n)
    })

    it('waits where that one may still leave the chain', async () => {
      const privateKey = await stage.fundedKey()
      const { voucherId } = await askWithoutSending({ privateKey })
      const own = await stage.openServer({ privateKey })
      await useNonce(privateKey)
      await look(own)
      expect(await find(own, event, voucherId)).to.include({ status: 'pending' })
      await stage.chain.mine(64)
      await look(own)
      expect(await find(own, event, voucherId)).to.include({ status: 'failed', failure: 'dropped' })
    })
  })

  describe('when the contract refuses after all', () => {
    it('says so, books what it cost, and tries no second time', async () => {
      const { body, guest, voucherId } = await askWithoutMining()
      await stage.chain.as(stage.chain.organizer, event).write.revokeVoucher([voucherId as Hex], {
        gas: 100_000n,
        maxPriorityFeePerGas: parseGwei('20'),
        maxFeePerGas: parseGwei('40'),
      })
      await mine()
      await look(server)
      expect(await find(server, event, voucherId)).to.include({ status: 'failed', failure: 'reverted' })
      const before = await countSent()
      expect((await post(server, event, body)).body).to.include({ status: 'failed', failure: 'reverted' })
      expect(await countSent()).to.equal(before)
      expect(await ticketsOf(guest)).to.equal(0n)
    })
  })

  describe('when its block leaves the chain', () => {
    it('sends it again', async () => {
      const guest = newAccount().address
      const body = await request(stage.minter, event, guest)
      const leave = await stage.chain.mark()
      await post(server, event, body)
      await look(server)
      expect(await find(server, event, body.voucher.voucherId)).to.include({ status: 'mined' })

      await leave()
      await stage.chain.mine(1)
      expect(await ticketsOf(guest)).to.equal(0n)
      await look(server, lookAtMinedMs)
      await look(server)
      expect(await find(server, event, body.voucher.voucherId)).to.include({ status: 'mined' })
      expect(await ticketsOf(guest)).to.equal(1n)
    })
  })

  describe('when nothing can change any more', () => {
    it('looks no more', async () => {
      await stage.chain.mine(64)
      // beyond what the other servers' clocks have come to
      await look(server, 3_600_000)
      const { rows } = await server.owner.query(
        'SELECT FROM registry.voucher_claim WHERE look_at IS NOT NULL',
      )
      expect(rows).to.deep.equal([])
    })
  })

  describe('while the node is down', () => {
    it('goes on when it is back', async () => {
      const { voucherId } = await askWithoutSending()
      const away = await stage.openServer({}, { rpcUrl: 'http://127.0.0.1:9' })
      await look(away, server.clock.offsetMs + lookAgainMs)
      expect(await find(away, event, voucherId)).to.include({ status: 'pending' })
      await look(server, 2 * lookAgainMs)
      await look(server)
      expect(await find(server, event, voucherId)).to.include({ status: 'mined' })
    })
  })

  /** Sends something else with the key’s next nonce. */
  async function useNonce(privateKey: Hex): Promise<void> {
    const wallet = createWalletClient({
      account: privateKeyToAccount(privateKey),
      chain: hardhat,
      transport: http(stage.chain.rpcUrl),
    })
    await wallet.sendTransaction({ to: stage.chain.ada, value: 1n })
  }
})
