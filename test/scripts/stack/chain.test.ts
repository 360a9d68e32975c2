import { expect } from 'chai'
import { createChainReader } from '#runtime/chain.ts'
import { startTestChain } from '#test/setup/chain.ts'

describe('local chain', () => {
  it('shares no block with another that starts in the same second', async () => {
    const chains = await Promise.all([startTestChain(), startTestChain(), startTestChain()])
    try {
      const first = await Promise.all(chains.map(({ rpcUrl }) => createChainReader(rpcUrl).findHeader(0n)))
      expect(new Set(first.map((header) => header?.hash))).to.have.lengthOf(3)
    } finally {
      await Promise.all(chains.map((chain) => chain.stop()))
    }
  })
})
