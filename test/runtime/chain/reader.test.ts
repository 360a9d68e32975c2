import { expect } from 'chai'
import { createPublicClient, createTestClient, createWalletClient, http, publicActions } from 'viem'
import { hardhat } from 'viem/chains'
import { createBloomFilter } from '#runtime/chain/bloom.ts'
import { EMPTY_TRIE_ROOT } from '#runtime/chain/trie.ts'
import {
  ChainAnswerError,
  type ChainReader,
  ChainUnavailableError,
  createChainReader,
  type Header,
} from '#runtime/chain.ts'
import type { Chain } from '#scripts/stack/chain.ts'
import { startTestChain } from '#test/setup/chain.ts'
import { type Lie, type LyingNode, Refusal, startLyingNode } from '#test/setup/lying-node.ts'

/** Init code that logs 32 bytes ending in 0x2a under the topic 7, and deploys nothing. */
const LOGGER = '0x602a600052600760206000a100'

/** Past 127 the keys of the receipts trie are two bytes long, past 255 three. */
const TRANSACTIONS = 300

const TYPES = ['legacy', 'eip2930', 'eip1559'] as const

describe('a chain reader', () => {
  let chain: Chain
  let node: LyingNode
  let reader: ChainReader
  let full: Header

  before(async () => {
    chain = await startTestChain()
    await mineLoggers(chain.rpcUrl, TRANSACTIONS)
    node = await startLyingNode(chain.rpcUrl)
    reader = createChainReader(node.rpcUrl)
    full = await reader.getHead()
  })
  afterEach(() => node.tell(undefined))
  after(async () => {
    await node.close()
    await chain.stop()
  })

  describe('given an honest node', () => {
    it('finds headers by number and by hash', async () => {
      expect(await reader.findHeader(full.number)).to.deep.equal(full)
      expect(await reader.findHeaderByHash(full.hash)).to.deep.equal(full)
      expect((await reader.findHeader(full.number - 1n))?.hash).to.equal(full.parentHash)
    })

    it('finds nothing beyond the head, nor a block that never was', async () => {
      expect(await reader.findHeader(full.number + 1n)).to.equal(undefined)
      expect(await reader.findHeaderByHash(`0x${'ab'.repeat(32)}`)).to.equal(undefined)
    })

    it('reads the chain id', async () => {
      expect(await reader.getChainId()).to.equal(31_337)
    })

    it('gives all logs of a block in order, as eth_getLogs does, whatever the type of transaction', async () => {
      const client = createPublicClient({ transport: http(chain.rpcUrl) })
      const expected = await client.getLogs({ blockHash: full.hash })
      const logs = await reader.getLogs(full)
      expect(logs).to.have.length(TRANSACTIONS)
      const fields = ['address', 'topics', 'data', 'logIndex', 'transactionHash', 'transactionIndex'] as const
      const pick = (log: Partial<Record<(typeof fields)[number], unknown>>) =>
        fields.map((field) => log[field])
      expect(logs.map(pick)).to.deep.equal(expected.map(pick))
    })

    it('asks nothing about the logs of a block without transactions', async () => {
      const genesis = await reader.findHeader(0n)
      if (!genesis) expect.fail('the chain has no first block')
      expect(genesis.receiptsRoot).to.equal(EMPTY_TRIE_ROOT)
      node.answered.clear()
      node.tell(({ result }) => result)
      expect(await reader.getLogs(genesis)).to.deep.equal([])
      expect(node.answered.size).to.equal(0)
    })

    it('reads a bloom: every address and topic of the block may match, others mostly do not', async () => {
      const logs = await reader.getLogs(full)
      const topic = `0x${'7'.padStart(64, '0')}` as const
      for (const { address } of logs) {
        expect(createBloomFilter([address], [topic]).mayMatch(full.logsBloom)).to.equal(true)
      }
      const [log] = logs
      if (!log) expect.fail('the block has no log')
      expect(createBloomFilter([log.address], [full.hash]).mayMatch(full.logsBloom)).to.equal(false)
      expect(createBloomFilter([], [topic]).mayMatch(full.logsBloom)).to.equal(false)
    })
  })

  describe('when the node lies', () => {
    type Json = Record<string, unknown>
    const header = (change: Json): Lie => {
      return ({ method, result }) =>
        method === 'eth_getBlockByNumber' ? { ...(result as Json), ...change } : result
    }
    const receipt = (change: (receipt: Json) => unknown): Lie => {
      return ({ method, result }) =>
        method === 'eth_getTransactionReceipt' && (result as Json).transactionIndex === '0x5'
          ? change(result as Json)
          : result
    }
    const firstLog = (change: Json) =>
      receipt((it) => ({ ...it, logs: (it.logs as Json[]).map((log) => ({ ...log, ...change })) }))

    const lies: Record<string, [lie: Lie, fault: string]> = {
      'a header with another time': [header({ timestamp: '0x1' }), 'header_hash'],
      'a header with another parent': [header({ parentHash: `0x${'11'.repeat(32)}` }), 'header_hash'],
      'a header without one of its fields': [header({ requestsHash: undefined }), 'header_hash'],
      'a header under another hash': [header({ hash: `0x${'11'.repeat(32)}` }), 'header_hash'],
      'a header with an empty bloom': [header({ logsBloom: `0x${'00'.repeat(256)}` }), 'header_hash'],
      'a header that is none': [() => 'block', 'malformed'],
      'a header with a broken number': [header({ gasUsed: 'many' }), 'malformed'],
      'a receipt without its logs': [receipt((it) => ({ ...it, logs: [] })), 'receipts_root'],
      'a log of another contract': [firstLog({ address: `0x${'11'.repeat(20)}` }), 'receipts_root'],
      'a log with other data': [firstLog({ data: '0x' }), 'receipts_root'],
      'a log with another topic': [firstLog({ topics: [] }), 'receipts_root'],
      'a receipt of a failed transaction': [receipt((it) => ({ ...it, status: '0x0' })), 'receipts_root'],
      'no receipt': [receipt(() => null), 'missing'],
      'a receipt of another block': [
        receipt((it) => ({ ...it, blockHash: `0x${'11'.repeat(32)}` })),
        'other_block',
      ],
      'a receipt that is none': [receipt(() => 'receipt'), 'malformed'],
    }
    for (const [what, [lie, fault]] of Object.entries(lies)) {
      it(`refuses ${what}: ${fault}`, async () => {
        node.tell(lie)
        const error = await readAll(reader).catch((error: unknown) => error)
        expect(error).to.be.instanceOf(ChainAnswerError).and.to.include({ fault })
      })
    }

    it('refuses another block than the one asked for', async () => {
      const previous = await createPublicClient({ transport: http(chain.rpcUrl) }).request({
        method: 'eth_getBlockByNumber',
        params: ['0x0', false],
      })
      node.tell(() => previous)
      for (const asked of [reader.findHeader(full.number), reader.findHeaderByHash(full.hash)]) {
        const error = await asked.catch((error: unknown) => error)
        expect(error).to.be.instanceOf(ChainAnswerError).and.to.include({ fault: 'other_block' })
      }
    })

    it('refuses a block whose last transactions it does not list', async () => {
      node.tell(({ method, result }) =>
        method === 'eth_getBlockByNumber'
          ? { ...(result as Json), transactions: ((result as Json).transactions as string[]).slice(0, -1) }
          : result,
      )
      const error = await readAll(reader).catch((error: unknown) => error)
      expect(error).to.be.instanceOf(ChainAnswerError).and.to.include({ fault: 'receipts_root' })
    })
  })

  describe('when the node does not answer', () => {
    it('says so without the URL, which may hold a key', async () => {
      const gone = createChainReader('http://127.0.0.1:1/secret-key')
      const error = await gone.getHead().catch((error: unknown) => error)
      expect(error).to.be.instanceOf(ChainUnavailableError)
      expect((error as Error).message)
        .to.include('eth_getBlockByNumber')
        .and.not.to.include('secret-key')
    })

    it('waits no longer than told', async () => {
      node.delay(60_000)
      const impatient = createChainReader(node.rpcUrl, { timeoutMs: 100 })
      const error = await impatient.getHead().catch((error: unknown) => error)
      node.delay(0)
      expect(error).to.be.instanceOf(ChainUnavailableError)
    })

    it('takes a node without finality for one that has no final block', async () => {
      node.tell(({ method, params, result }) => {
        if (method === 'eth_getBlockByNumber' && params[0] === 'finalized')
          throw new Refusal(-32_602, 'unknown tag')
        return result
      })
      expect(await reader.findFinalized()).to.equal(undefined)
    })
  })
})

/** What a follower reads of the newest block. */
async function readAll(reader: ChainReader): Promise<void> {
  await reader.getLogs(await reader.getHead())
}

/** One block with this many logging transactions, of all types in turn. */
async function mineLoggers(rpcUrl: string, count: number): Promise<void> {
  const client = createTestClient({ mode: 'hardhat', chain: hardhat, transport: http(rpcUrl) }).extend(
    publicActions,
  )
  const wallet = createWalletClient({ chain: hardhat, transport: http(rpcUrl) })
  const [account] = await wallet.getAddresses()
  if (!account) throw new Error('The chain has no account')
  await client.setAutomine(false)
  for (let nonce = 0; nonce < count; nonce++) {
    const type = TYPES[nonce % TYPES.length]
    await wallet.sendTransaction({ account, data: LOGGER, gas: 60_000n, nonce, type } as never)
  }
  await client.mine({ blocks: 1 })
}
