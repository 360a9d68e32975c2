import { expect } from 'chai'
import { type Address, toHex } from 'viem'
import { ChainBehindError } from '#indexer/branch.ts'
import { WrongChainError } from '#indexer/follow.ts'
import { MirrorMovedError } from '#indexer/store.ts'
import { ChainAnswerError, ChainUnavailableError, createChainReader } from '#runtime/chain.ts'
import { HangUp, type Lie, type LyingNode, Refusal, startLyingNode } from '#test/setup/lying-node.ts'
import { type ChainStage, openChainStage } from './chain-stage.ts'
import { type MirrorStage, openMirrorStage } from './mirror-stage.ts'

type Json = Record<string, unknown>

describe('a follower of a node that cannot be trusted', function () {
  this.timeout(300_000)

  let chain: ChainStage
  let node: LyingNode
  let mirror: MirrorStage
  let event: Address

  before(async () => {
    chain = await openChainStage()
    node = await startLyingNode(chain.rpcUrl)
    mirror = await openMirrorStage(chain, { reader: createChainReader(node.rpcUrl, { timeoutMs: 1_000 }) })
    event = await chain.createEvent()
    await mirror.catchUp()
  })
  afterEach(() => node.tell(undefined))
  after(async () => {
    await mirror.close()
    await node.close()
    await chain.stop()
  })

  describe('when an answer cannot be true', () => {
    const receipt = (change: (receipt: Json) => unknown): Lie => {
      return ({ method, result }) =>
        method === 'eth_getTransactionReceipt' ? change(result as Json) : result
    }
    const block = (change: Json): Lie => {
      return ({ method, result }) =>
        method.startsWith('eth_getBlockBy') ? { ...(result as Json), ...change } : result
    }
    const lies: Record<string, [lie: Lie, fault: string]> = {
      'no logs under an unchanged hash': [receipt((it) => ({ ...it, logs: [] })), 'receipts_root'],
      'all logs but one under an unchanged hash': [
        receipt((it) => ({ ...it, logs: (it.logs as Json[]).slice(0, -1) })),
        'receipts_root',
      ],
      'no receipt': [receipt(() => null), 'missing'],
      'an empty bloom, so that nobody asks for logs': [
        block({ logsBloom: `0x${'00'.repeat(256)}` }),
        'header_hash',
      ],
      'no transactions, so that there are no receipts': [block({ transactions: [] }), 'receipts_root'],
      'another parent': [block({ parentHash: `0x${'11'.repeat(32)}` }), 'header_hash'],
    }
    for (const [what, [lie, fault]] of Object.entries(lies)) {
      it(`stays where it is given ${what}, and goes on with the truth`, async () => {
        const before = await mirror.store.load()
        await chain.as(chain.ada, event).buy(2)
        node.tell(lie)
        const error = await mirror.poll().catch((error: unknown) => error)
        expect(error).to.be.instanceOf(ChainAnswerError).and.to.include({ fault })
        expect(await mirror.store.load()).to.deep.equal(before)

        node.tell(undefined)
        await mirror.catchUp()
        await mirror.expectEqual()
      })
    }

    it('takes no block whose parent it does not have, though the node says that there is none between', async () => {
      await chain.as(chain.ada, event).buy(1)
      await chain.as(chain.ada, event).buy(1)
      const hidden = toHex((await chain.client.getBlockNumber()) - 1n)
      node.tell(({ method, params, result }) =>
        method === 'eth_getBlockByNumber' && params[0] === hidden ? null : result,
      )
      const error = await mirror.poll().catch((error: unknown) => error)
      expect(error).to.be.instanceOf(ChainAnswerError).and.to.include({ fault: 'not_linked' })

      node.tell(undefined)
      await mirror.catchUp()
      await mirror.expectEqual()
    })
  })

  describe('when the node does not answer', () => {
    const failures: Record<string, Lie> = {
      'hangs up': () => {
        throw new HangUp()
      },
      'refuses every call': () => {
        throw new Refusal(-32_005, 'too many requests')
      },
      'hangs up over receipts alone': ({ method, result }) => {
        if (method === 'eth_getTransactionReceipt') throw new HangUp()
        return result
      },
    }
    for (const [what, lie] of Object.entries(failures)) {
      it(`stays where it is while it ${what}, confirms nothing, and goes on afterwards`, async () => {
        await mirror.catchUp()
        const before = await mirror.database.chain.findFirst()
        await chain.as(chain.ada, event).buy(1)
        node.tell(lie)
        const error = await mirror.poll().catch((error: unknown) => error)
        expect(error).to.be.instanceOf(ChainUnavailableError)
        expect(await mirror.database.chain.findFirst()).to.deep.equal(before)

        node.tell(undefined)
        await mirror.catchUp()
        await mirror.expectEqual()
      })
    }

    it('gives up on a node that is too slow', async () => {
      node.delay(5_000)
      const error = await mirror.poll().catch((error: unknown) => error)
      node.delay(0)
      expect(error).to.be.instanceOf(ChainUnavailableError)
      await mirror.catchUp()
    })
  })

  describe('when the node has lost most of its chain', () => {
    it('waits for it instead of giving up a mirror that is right', async () => {
      const reader = createChainReader(node.rpcUrl)
      const shallow = await openMirrorStage(chain, { reader, assumedFinalDepth: 2n })
      await chain.mine(10)
      await shallow.catchUp()
      const before = await shallow.store.load()
      const old = await chain.client.request({
        method: 'eth_getBlockByNumber',
        params: [toHex((before?.finalNumber ?? 0n) - 1n), false],
      })
      node.tell(({ method, params, result }) =>
        method === 'eth_getBlockByNumber' && params[0] === 'latest' ? old : result,
      )
      expect(await shallow.poll()).to.equal('node_lags')
      expect(await shallow.store.load()).to.deep.equal(before)
      await shallow.close()
    })

    it('begins anew with what is left where the chain may lose what was final', async () => {
      node.tell(undefined)
      const local = await openMirrorStage(chain, { assumedFinalDepth: 2n, lostGraceMs: 0 })
      const leave = await chain.mark()
      await chain.mine(20)
      await local.catchUp()
      await leave()
      await chain.mine(1)
      await local.catchUp()
      expect(local.said).to.include('The chain became shorter than what is kept of it: building a new mirror')
      await local.expectEqual()
      await local.close()
    })
  })

  describe('when it is another chain', () => {
    it('refuses one of another id, and writes nothing', async () => {
      const before = await mirror.store.load()
      node.tell(({ method, result }) => (method === 'eth_chainId' ? '0x1' : result))
      const error = await mirror.poll().catch((error: unknown) => error)
      expect(error).to.be.instanceOf(WrongChainError)
      expect((error as Error).message).to.equal('RPC_URL leads to chain 1, but CHAIN_ID says 31337')
      expect(await mirror.store.load()).to.deep.equal(before)
    })

    it('tells a chain that was reset from a reorganisation, and builds its mirror anew', async () => {
      const next = await openChainStage()
      try {
        expect(next.followed).to.deep.equal(chain.followed)
        const other = await next.createEvent('Of the new chain')
        await next.as(next.ben, other).buy(1)
        mirror.said.length = 0
        node.follow(next.rpcUrl)
        await mirror.catchUp()
        expect(mirror.said).to.include('The chain was reset: building a new mirror')
        await mirror.expectEqual(next)
      } finally {
        node.follow(chain.rpcUrl)
        await next.stop()
      }
    })

    it('goes back to the first one likewise', async () => {
      await mirror.catchUp()
      await mirror.expectEqual()
    })

    it('waits for a chain that has not reached the factory yet', async () => {
      const followed = { ...chain.followed, startBlock: 1_000_000n }
      const early = await openMirrorStage(chain, { followed })
      expect(await early.poll().catch((error: unknown) => error)).to.be.instanceOf(ChainBehindError)
      expect(await early.store.load()).to.equal(undefined)
      await early.close()
    })

    it('builds the mirror anew for another factory', async () => {
      const followed = { ...chain.followed, startBlock: chain.followed.startBlock + 1n }
      mirror.said.length = 0
      mirror.restart({ followed })
      await mirror.catchUp()
      expect(mirror.said).to.include('Another factory: building a new mirror')
      await mirror.expectEqual()
      mirror.restart()
      await mirror.catchUp()
      await mirror.expectEqual()
    })
  })

  describe('when somebody else writes the mirror too', () => {
    it('refuses to build on what is no longer there, and goes on from what is', async () => {
      await mirror.catchUp()
      const other = mirror.restart()
      await mirror.catchUp()
      await chain.as(chain.ada, event).buy(1)
      const mine = mirror.restart()
      expect(await mine.poll()).to.equal('at_head')

      await chain.as(chain.ada, event).buy(1)
      const error = await other.poll().catch((error: unknown) => error)
      expect(error).to.be.instanceOf(MirrorMovedError)
      expect(await other.poll()).to.equal('at_head')
      await mirror.expectEqual()
    })
  })
})

describe("Hardhat's node", () => {
  it('leaves the parent hash empty when it mines many blocks at a time, and no mirror follows it there', async () => {
    const chain = await openChainStage()
    const mirror = await openMirrorStage(chain)
    try {
      await mirror.catchUp()
      await chain.control.mine({ blocks: 100 })
      const head = await chain.client.getBlockNumber()
      const { parentHash } = await chain.client.getBlock({ blockNumber: head - 50n })
      expect(parentHash).to.equal(`0x${'00'.repeat(32)}`)
      let error: unknown
      while (error === undefined)
        error = await mirror.poll().then(
          () => undefined,
          (reason: unknown) => reason,
        )
      expect(error).to.be.instanceOf(ChainAnswerError).and.to.include({ fault: 'not_linked' })
    } finally {
      await mirror.close()
      await chain.stop()
    }
  })
})
