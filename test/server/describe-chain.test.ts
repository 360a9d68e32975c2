import { expect } from 'chai'
import { describeChain } from '#server/chain/describe-chain.ts'

describe('describeChain', () => {
  it('knows the chains that Usher is made for, with where to look things up', () => {
    expect(describeChain(8453, false)).to.deep.equal({
      name: 'Base',
      coin: { name: 'Ether', symbol: 'ETH', decimals: 18 },
      explorer: { name: 'Basescan', url: 'https://basescan.org' },
    })
  })

  it('calls another one by its number', () => {
    expect(describeChain(424_242, false)).to.deep.equal({
      name: 'Chain 424242',
      coin: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    })
  })

  it('says of a local one that it is, and sends nobody to look it up elsewhere', () => {
    expect(describeChain(1, true)).to.deep.equal({
      name: 'Local chain',
      coin: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    })
  })
})
