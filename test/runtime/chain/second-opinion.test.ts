import { expect } from 'chai'
import { createTestClient, http } from 'viem'
import { hardhat } from 'viem/chains'
import { ChainAnswerError, type ChainReader, createChainReader, withSecondOpinion } from '#runtime/chain.ts'
import type { Chain } from '#scripts/stack/chain.ts'
import { startTestChain } from '#test/setup/chain.ts'
import { type LyingNode, startLyingNode } from '#test/setup/lying-node.ts'

describe('a reader with a second opinion', () => {
  let chain: Chain
  let other: Chain
  let first: LyingNode
  let second: LyingNode
  let reader: ChainReader

  before(async () => {
    chain = await startTestChain()
    other = await startTestChain()
    first = await startLyingNode(chain.rpcUrl)
    second = await startLyingNode(chain.rpcUrl)
    const client = createTestClient({ mode: 'hardhat', chain: hardhat, transport: http(chain.rpcUrl) })
    for (let block = 0; block < 5; block++) await client.mine({ blocks: 1 })
    reader = withSecondOpinion(createChainReader(first.rpcUrl), createChainReader(second.rpcUrl))
  })
  afterEach(() => {
    first.tell(undefined)
    second.tell(undefined)
    second.follow(chain.rpcUrl)
  })
  after(async () => {
    await first.close()
    await second.close()
    await chain.stop()
    await other.stop()
  })

  it('has the head that both have', async () => {
    expect((await reader.getHead()).number).to.equal(5n)
  })

  for (const [which, lagging] of [
    ['first', () => first],
    ['second', () => second],
  ] as const) {
    it(`has the head of the ${which} node when that one lags`, async () => {
      const old = await createChainReader(chain.rpcUrl).findHeader(3n)
      const block = await rawBlock(chain.rpcUrl, 3)
      lagging().tell(({ method, params, result }) => {
        if (method === 'eth_getBlockByNumber' && params[0] === 'latest') return block
        const isAbove = isNumber(result, 4) || isNumber(result, 5)
        return method === 'eth_getBlockByHash' && isAbove ? null : result
      })
      expect(await reader.getHead()).to.deep.equal(old)
    })
  }

  it('goes down to the block that both know when they are on two branches', async () => {
    const client = createTestClient({ mode: 'hardhat', chain: hardhat, transport: http(chain.rpcUrl) })
    const id = await client.snapshot()
    await client.mine({ blocks: 1 })
    const branch = await rawBlock(chain.rpcUrl, 6)
    await client.revert({ id })
    await client.increaseTime({ seconds: 60 })
    await client.mine({ blocks: 1 })
    expect((await createChainReader(chain.rpcUrl).getHead()).hash).not.to.equal(branch.hash)

    second.tell(({ method, params, result }) => {
      if (method === 'eth_getBlockByNumber' && params[0] === 'latest') return branch
      return method === 'eth_getBlockByHash' && isNumber(result, 6) ? null : result
    })
    expect((await reader.getHead()).number).to.equal(5n)
  })

  it('refuses two nodes that have no block in common', async () => {
    second.follow(other.rpcUrl)
    const error = await reader.getHead().catch((error: unknown) => error)
    expect(error).to.be.instanceOf(ChainAnswerError).and.to.include({ fault: 'nodes_disagree' })
  })

  it('refuses two nodes of different chains', async () => {
    second.tell(({ method, result }) => (method === 'eth_chainId' ? '0x1' : result))
    const error = await reader.getChainId().catch((error: unknown) => error)
    expect(error).to.be.instanceOf(ChainAnswerError).and.to.include({ fault: 'nodes_disagree' })
  })
})

function isNumber(block: unknown, number: number): boolean {
  return (block as { readonly number?: string } | null)?.number === `0x${number.toString(16)}`
}

async function rawBlock(rpcUrl: string, number: number): Promise<{ readonly hash: string }> {
  const response = await fetch(rpcUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'eth_getBlockByNumber',
      params: [`0x${number.toString(16)}`, false],
    }),
  })
  const { result } = (await response.json()) as { result: { hash: string } }
  return result
}
