import { expect } from 'chai'
import { createTestClient, http } from 'viem'
import { hardhat } from 'viem/chains'
import { ChainAnswerError, createChainReader, withSecondOpinion } from '#runtime/chain.ts'
import type { Chain } from '#scripts/stack/chain.ts'
import { startTestChain } from '../setup/chain.ts'
import { type LyingNode, startLyingNode } from '../setup/lying-node.ts'

/**
 * A mirror that is far behind writes blocks a hundred at a time, linked to its own tip and not yet to the head that two
 * nodes agree upon. Those came from the first node alone: it could invent them, and tickets' owners with them.
 */
describe('blocks between the mirror and a head that two nodes agree upon', () => {
  let chain: Chain
  let invented: Chain
  let first: LyingNode

  before(async () => {
    chain = await startTestChain()
    invented = await startTestChain()
    for (const { rpcUrl } of [chain, invented]) {
      const client = createTestClient({ mode: 'hardhat', chain: hardhat, transport: http(rpcUrl) })
      for (let block = 0; block < 3; block++) await client.mine({ blocks: 1 })
    }
    first = await startLyingNode(chain.rpcUrl)
  })
  after(async () => {
    await first.close()
    await chain.stop()
    await invented.stop()
  })

  const reader = () => withSecondOpinion(createChainReader(first.rpcUrl), createChainReader(chain.rpcUrl))

  it('are read when both nodes know them', async () => {
    expect(await reader().findHeader(2n)).to.include({ number: 2n })
    expect(await reader().findHeader(4n)).to.equal(undefined)
  })

  it('are refused when only one does', async () => {
    const block = await blockOf(invented.rpcUrl, '0x2')
    first.tell(({ method, params, result }) =>
      method === 'eth_getBlockByNumber' && params[0] === '0x2' ? block : result,
    )
    expect(await createChainReader(first.rpcUrl).findHeader(2n)).to.include({ number: 2n })
    const error = await reader()
      .findHeader(2n)
      .catch((error: unknown) => error)
    expect(error).to.be.instanceOf(ChainAnswerError).and.to.include({ fault: 'nodes_disagree' })
  })
})

async function blockOf(rpcUrl: string, number: string): Promise<unknown> {
  const response = await fetch(rpcUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_getBlockByNumber', params: [number, false] }),
  })
  return ((await response.json()) as { result: unknown }).result
}
