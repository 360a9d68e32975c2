import { expect } from 'chai'
import { HangUp, type LyingNode, startLyingNode } from '#test/setup/lying-node.ts'
import { until } from '#test/setup/until.ts'
import { type ChainStage, openChainStage } from './chain-stage.ts'
import { type Indexer, startIndexer } from './indexer-process.ts'
import { type MirrorStage, openMirrorStage } from './mirror-stage.ts'

describe('the indexer process', function () {
  this.timeout(300_000)

  let chain: ChainStage
  let node: LyingNode
  let mirror: MirrorStage
  let running: Indexer[] = []

  before(async () => {
    chain = await openChainStage()
    node = await startLyingNode(chain.rpcUrl)
    mirror = await openMirrorStage(chain)
  })
  afterEach(async () => {
    node.tell(undefined)
    for (const { child } of running) child.kill('SIGKILL')
    await Promise.all(running.map(({ ended }) => ended))
    running = []
  })
  after(async () => {
    await mirror.close()
    await node.close()
    await chain.stop()
  })

  const start = (changes: Record<string, string> = {}): Indexer => {
    const indexer = startIndexer({
      INDEXER_DATABASE_URL: mirror.indexerUrl,
      RPC_URL: node.rpcUrl,
      CHAIN_ID: String(chain.followed.chainId),
      FACTORY_ADDRESS: chain.followed.factory,
      FACTORY_START_BLOCK: String(chain.followed.startBlock),
      LOCAL_CHAIN: '1',
      ...changes,
    })
    running.push(indexer)
    return indexer
  }

  it('follows the chain, confirms its head again and again, and ends on SIGTERM', async () => {
    const indexer = start()
    await indexer.says("The mirror is at the chain's head")
    await chain.as(chain.ada, await chain.createEvent()).buy(2)
    await until('the ticket is mirrored', async () => (await mirror.database.ticket.count()) === 2, 120)
    await mirror.expectEqual()

    const confirmed = async () => (await mirror.database.chain.findFirstOrThrow()).confirmedAt?.getTime() ?? 0
    const before = await confirmed()
    await until('the head is confirmed again', async () => (await confirmed()) > before, 120)

    indexer.child.kill('SIGTERM')
    expect(await indexer.ended).to.equal(0)
    await indexer.says('Stopped')
  })

  it('hears of blocks through the WebSocket, and tells how it gets on', async () => {
    const RPC_WS_URL = chain.rpcUrl.replace('http', 'ws')
    const indexer = start({ RPC_WS_URL, INDEXER_STATUS_PORT: '0' })
    await indexer.says('The node tells of new blocks')
    await indexer.says("The mirror is at the chain's head")
    await chain.mine(1)
    await until('the mirror is at the head', () => isAtHead(), 120)
    const { url } = JSON.parse(indexer.lines.find((line) => line.includes('Telling how')) ?? '{}')
    const answer = await fetch(`${url}/status`)
    expect(answer.status).to.equal(200)
    expect(await answer.json()).to.include({ status: 'green', role: 'writes', heads: 'pushed' })
    expect(await (await fetch(`${url}/metrics`)).text()).to.include('usher_mirror_block ')
  })

  it('ends when the process that started it is gone', async () => {
    const indexer = start()
    await indexer.says("The mirror is at the chain's head")
    indexer.child.disconnect()
    expect(await indexer.ended).to.equal(0)
  })

  it('stops with a clear sentence when the node serves another chain', async () => {
    const indexer = start({ CHAIN_ID: '1', LOCAL_CHAIN: '' })
    expect(await indexer.ended).to.equal(1)
    await indexer.says('RPC_URL leads to chain 31337, but CHAIN_ID says 1')
  })

  it('names what is missing in its configuration', async () => {
    const indexer = start({ FACTORY_ADDRESS: '' })
    expect(await indexer.ended).to.equal(1)
    await indexer.says('FACTORY_ADDRESS must be set')
  })

  it('waits for a node that is down, says so, and goes on when it is back', async () => {
    node.tell(() => {
      throw new HangUp()
    })
    const indexer = start()
    await indexer.says('The node did not answer')
    await chain.mine(3)
    node.tell(undefined)
    await indexer.says('Following the chain again')
    await until('the mirror is at the head', () => isAtHead(), 120)
  })

  it('leaves the writing to one, and takes over when that one is killed', async () => {
    const first = start()
    await first.says("The mirror is at the chain's head")
    const second = start()
    await second.says('Another indexer writes the mirror')
    first.child.kill('SIGKILL')
    await second.says("The mirror is at the chain's head")
    await chain.mine(2)
    await until('the mirror is at the head', () => isAtHead(), 120)
    await mirror.expectEqual()
  })

  it('keeps up with a chain that makes many blocks a second', async () => {
    const indexer = start()
    await indexer.says("The mirror is at the chain's head")
    const event = await chain.createEvent('Quick')
    for (let block = 0; block < 100; block++) await chain.as(chain.ben, event).buy(1)
    await until('the mirror is at the head', () => isAtHead(), 120)
    await mirror.expectEqual()
  })

  async function isAtHead(): Promise<boolean> {
    const progress = await mirror.store.load()
    return progress?.tip.hash === (await chain.client.getBlock()).hash
  }
})
