import { expect } from 'chai'
import type { Hex, PublicClient } from 'viem'
import { createPublicClient, encodeFunctionData, http, toFunctionSelector } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { parseEventId } from '#core/event-id.ts'
import { deployFactory } from '#scripts/deploy.ts'
import { type Demo, type SeededEvent, seedDemo } from '#scripts/seed.ts'
import type { Chain } from '#scripts/stack/chain.ts'
import { startTestChain } from '../setup/chain.ts'
import { call, newAccount } from './client.ts'
import { openGate } from './gate.ts'
import { newPhone } from './phone.ts'
import { mirrorChain, mirrorEvent, type Stage } from './stage.ts'
import { openWorld, type World } from './world.ts'

describe('chain', () => {
  let chain: Chain
  let node: PublicClient
  let demo: Demo
  let factory: { address: Hex; startBlock: bigint }
  let world: World

  before(async () => {
    chain = await startTestChain()
    node = createPublicClient({ transport: http(chain.rpcUrl) })
    const deployed = await deployFactory({ rpcUrl: chain.rpcUrl })
    factory = { address: deployed.factory, startBlock: deployed.startBlock }
    demo = await seedDemo({ rpcUrl: chain.rpcUrl, factory: factory.address, startedAt: new Date() })
    world = await openWorld({
      rpcUrl: chain.rpcUrl,
      secondRpcUrl: chain.rpcUrl,
      factory,
      settle: { blocks: 0, blockMs: 1000 },
    })
    await mirrorChain(world.owner)
  })
  after(async () => {
    await world.close()
    await chain.stop()
  })

  const mirrored = (event: SeededEvent): Promise<Stage> =>
    mirrorEvent(world.owner, newAccount().address, {
      event: parseEventId(event.eventId),
      doorsAt: event.doorsAt.getTime(),
      endsAt: event.endsAt.getTime(),
      cutOffAt: event.doorsAt.getTime(),
    })
  const eventNamed = (start: string) => {
    const found = demo.events.find(({ name }) => name.startsWith(start))
    if (!found) throw new Error(`The demo has no event ${start}`)
    return found
  }

  describe('when pages call it through us', () => {
    const rpc = (method: string, params: unknown[], more: object = {}) =>
      call(world.url, '/api/rpc', { body: { jsonrpc: '2.0', id: 7, method, params, ...more } })
    const reading = (to: string): object => ({
      to,
      data: encodeFunctionData({ abi: usherEventAbi, functionName: 'doorsAt' }),
    })

    it('answers what a node does', async () => {
      const { status, body } = await rpc('eth_chainId', [])
      expect({ status, body }).to.deep.equal({
        status: 200,
        body: { jsonrpc: '2.0', id: 7, result: '0x7a69' },
      })
      const head = await rpc('eth_getBlockByNumber', ['latest', false])
      expect(head.body).to.have.nested.property('result.number').match(/^0x/)
    })

    it('answers a block of a number with its transactions', async () => {
      const { body } = await rpc('eth_getBlockByNumber', ['0x1', true])
      expect(body).to.have.nested.property('result.transactions[0].nonce')
    })

    it('calls an event of the factory once the mirror knows it', async () => {
      const event = eventNamed('Night')
      const to = event.eventId.split(':')[1] as Hex
      expect((await rpc('eth_call', [reading(to), 'latest'])).body).to.include({ code: 'forbidden' })
      await mirrored(event)
      const { body } = await rpc('eth_call', [reading(to), 'latest'])
      expect(BigInt((body as { result: Hex }).result)).to.equal(BigInt(event.doorsAt.getTime() / 1000))
    })

    it('hands on what the contract refuses with', async () => {
      const to = eventNamed('Night').eventId.split(':')[1]
      const data = encodeFunctionData({ abi: usherEventAbi, functionName: 'ownerOf', args: [1n] })
      const { status, body } = await rpc('eth_call', [{ to, data }, 'latest'])
      expect(status).to.equal(200)
      // the name of the error is in the message only where the node knows our sources
      const selector = toFunctionSelector('ERC721NonexistentToken(uint256)').slice(2)
      expect(JSON.stringify((body as { error: { data: unknown } }).error.data)).to.include(selector)
    })

    const elsewhere = `0x${'77'.repeat(20)}`
    const refused: Record<string, [string, () => unknown[], string]> = {
      logs: ['eth_getLogs', () => [{}], 'bad_request'],
      'the node’s own accounts': ['eth_accounts', () => [], 'bad_request'],
      'a signature of the node': ['eth_sendTransaction', () => [{}], 'bad_request'],
      'the node’s debugging': ['hardhat_setBalance', () => [elsewhere, '0x1'], 'bad_request'],
      'a contract that is none of ours': ['eth_call', () => [reading(elsewhere), 'latest'], 'forbidden'],
      'an estimate of one': ['eth_estimateGas', () => [reading(elsewhere)], 'forbidden'],
      'state overrides': ['eth_call', () => [reading(factory.address), 'latest', {}], 'bad_request'],
      'a call of too much gas': [
        'eth_call',
        () => [{ ...reading(factory.address), gas: '0xffffffff' }, 'latest'],
        'bad_request',
      ],
      'the head with its transactions': ['eth_getBlockByNumber', () => ['latest', true], 'bad_request'],
      'a creation': ['eth_call', () => [{ data: '0x00' }, 'latest'], 'bad_request'],
    }
    for (const [name, [method, params, code]] of Object.entries(refused)) {
      it(`lets no call through: ${name}`, async () => {
        expect((await rpc(method, params())).body).to.include({ code })
      })
    }

    it('lets no batch through', async () => {
      const one = { jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: [] }
      expect((await call(world.url, '/api/rpc', { body: [one, one] })).status).to.equal(400)
    })

    it('says so when the node is away', async () => {
      const lonely = await openWorld({ database: world.database })
      try {
        const body = { jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: [] }
        const answer = await call(lonely.url, '/api/rpc', { body })
        expect(answer.body).to.include({ status: 503, code: 'unavailable' })
      } finally {
        await lonely.close()
      }
    })
  })

  describe('when the mirror is stale and there is a second node', () => {
    let stage: Stage
    const tickets = () => eventNamed('Harbour').tickets

    /** A code for the n-th ticket from the registered phone of its holder, or of another account. */
    const codeOf = async (index: number, name = tickets()[index]?.holder) => {
      const ticket = tickets()[index]
      const account = demo.accounts.find((each) => each.name === name)
      if (!ticket || !account) throw new Error('The demo has no such ticket or account')
      const phone = await newPhone(privateKeyToAccount(account.privateKey), stage.event)
      await phone.register(world.url)
      return phone.show(ticket.tokenId)
    }

    before(async () => {
      stage = await mirrored(eventNamed('Harbour'))
      // it stands where the cut-off had not come yet, and nobody has confirmed it since
      await world.owner.query(
        `UPDATE mirror.chain SET block_number = 1, block_timestamp = now() - interval '2 days',
           confirmed_at = now() - interval '1 day'`,
      )
    })

    it('asks that one, and admits a holder of whom the mirror has not heard', async () => {
      const gate = await openGate(world, stage)
      const answer = await gate.scan({ code: await codeOf(0) })
      expect(answer).to.include({ verdict: 'admit' })
      expect(answer.asOf?.block).to.equal(Number(await node.getBlockNumber()))
      expect(await gate.scan({ code: await codeOf(0) })).to.include({ reason: 'already_redeemed' })
    })

    it('refuses who does not hold it there', async () => {
      const other = demo.accounts.find(({ name }) => name !== tickets()[1]?.holder)
      const gate = await openGate(world, stage)
      expect(await gate.scan({ code: await codeOf(1, other?.name) })).to.include({ reason: 'not_owner' })
    })

    it('refuses what the organizer holds back', async () => {
      await stage.run(
        `INSERT INTO registry.ticket_block (event_id, token_id, note, created_by) VALUES ($1, $2, '', $3)`,
        tickets()[2]?.tokenId,
        Buffer.alloc(20),
      )
      const gate = await openGate(world, stage)
      expect(await gate.scan({ code: await codeOf(2) })).to.include({ reason: 'blocked' })
    })

    it('refuses a ticket that there is not', async () => {
      const gate = await openGate(world, stage)
      const account = demo.accounts[0]
      if (!account) throw new Error('The demo has no accounts')
      const phone = await newPhone(privateKeyToAccount(account.privateKey), stage.event)
      await phone.register(world.url)
      const answer = await gate.scan({ code: await phone.show(1_999_999n) })
      expect(answer).to.include({ reason: 'ticket_unknown' })
    })
  })
})
