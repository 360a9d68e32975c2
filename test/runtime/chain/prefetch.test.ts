import { expect } from 'chai'
import { createTestClient, createWalletClient, type Hex, http } from 'viem'
import { foundry } from 'viem/chains'
import { type ChainReader, createChainReader, type Header } from '#runtime/chain.ts'
import { type Call, type FaultyNode, HangUp, startFaultyNode } from '#scripts/chaos/mirror/faulty-node.ts'
import { type Anvil, startAnvil } from '#scripts/stack/anvil.ts'
import { until } from '../../setup/until.ts'

/** Init code that logs 32 bytes ending in 0x2a under the topic 7, and deploys nothing. */
const LOGGER = '0x602a600052600760206000a100'

describe('receipts that are asked for before their header', function () {
  this.timeout(120_000)

  let anvil: Anvil
  let node: FaultyNode
  let reader: ChainReader
  let header: Header
  const calls: Call[] = []
  const receiptCalls = () => calls.filter(({ method }) => method === 'eth_getBlockReceipts').length

  before(async () => {
    anvil = await startAnvil()
    const transport = http(anvil.rpcUrl)
    const wallet = createWalletClient({ chain: foundry, transport })
    const [account] = await wallet.getAddresses()
    await wallet.sendTransaction({ account: account ?? expect.fail('anvil has no account'), data: LOGGER })
    await createTestClient({ mode: 'anvil', chain: foundry, transport }).mine({ blocks: 1 })
    node = await startFaultyNode(anvil.rpcUrl)
    reader = createChainReader(node.rpcUrl)
    header = (await reader.findHeader(1n)) ?? expect.fail('there is no block 1')
  })
  beforeEach(() => {
    calls.length = 0
    watch()
  })
  after(async () => {
    await node.close()
    await anvil.stop()
  })

  const watch = (broken?: 'broken') =>
    node.inject([
      {
        name: 'watched',
        send: async (asked, next) => {
          calls.push(...asked)
          if (broken) throw new HangUp()
          return next()
        },
      },
    ])

  /** Ends once the node has been asked. */
  const prefetch = (hash: Hex) => {
    reader.prefetchLogs(hash)
    return until('receipts are asked for', () => receiptCalls() === 1, 60)
  }

  it('are asked for once, and used for the block that they are of', async () => {
    await prefetch(header.hash)
    expect(await reader.getLogs(header)).to.have.length(1)
    expect(receiptCalls()).to.equal(1)
    expect(await reader.getLogs(header)).to.have.length(1)
    expect(receiptCalls()).to.equal(2)
  })

  it('are no answer for another block', async () => {
    await prefetch(`0x${'ab'.repeat(32)}`)
    expect(await reader.getLogs(header)).to.have.length(1)
    expect(receiptCalls()).to.equal(2)
  })

  it('are asked for again when they did not come', async () => {
    watch('broken')
    await prefetch(header.hash)
    await reader.getChainId().catch(() => {})
    watch()
    expect(await reader.getLogs(header)).to.have.length(1)
    expect(receiptCalls()).to.equal(2)
  })
})
