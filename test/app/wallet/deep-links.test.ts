import { expect } from 'chai'
import { findDeepLinks } from '#ui/wallet/deep-links.ts'

describe('links into wallets’ own browsers', () => {
  it('lead to the page, its path and its question included', () => {
    const links = findDeepLinks('https://tickets.usher.events/events/1:0xab?from=poster')
    expect(links).to.deep.equal([
      {
        wallet: 'MetaMask',
        href: 'https://link.metamask.io/dapp/tickets.usher.events/events/1:0xab?from=poster',
      },
      {
        wallet: 'Base App',
        href: 'https://go.cb-w.com/dapp?cb_url=https%3A%2F%2Ftickets.usher.events%2Fevents%2F1%3A0xab%3Ffrom%3Dposter',
      },
      {
        wallet: 'Trust Wallet',
        href: 'https://link.trustwallet.com/open_url?coin_id=60&url=https%3A%2F%2Ftickets.usher.events%2Fevents%2F1%3A0xab%3Ffrom%3Dposter',
      },
    ])
  })

  for (const page of [
    'http://tickets.usher.events/',
    'https://localhost:3000/',
    'https://127.0.0.1/',
    'https://192.168.1.20:3000/tickets',
    'https://[fe80::1]/',
    'https://usher.local/',
    'https://usher/',
    'no address',
  ]) {
    it(`are none where no wallet’s app could open the page: ${page}`, () => {
      expect(findDeepLinks(page)).to.deep.equal([])
    })
  }

  it('are none for a page whose address carries a key', () => {
    expect(findDeepLinks('https://tickets.usher.events/events/1:0xab#voucher=AAAA')).to.deep.equal([])
  })
})
