import { expect } from 'chai'
import { findAppLink } from '#ui/wallet/wallet-connect/app-link.ts'

describe('the link to a wallet’s app', () => {
  it('is the app’s own scheme, else the address that it has taken over', () => {
    const both = { native: 'wallet://', universal: 'https://wallet.example/open' }
    expect(findAppLink(both)).to.equal('wallet://')
    expect(findAppLink({ universal: both.universal })).to.equal(both.universal)
  })

  it('is none where the wallet names none', () => {
    expect(findAppLink(undefined)).to.equal(undefined)
    expect(findAppLink({})).to.equal(undefined)
    expect(findAppLink({ native: '', universal: '' })).to.equal(undefined)
  })

  for (const native of [
    'javascript://%0aalert(1)',
    'java\nscript://%0aalert(1)',
    'JavaScript:alert(1)',
    'data:text/html,x',
    'HTTPS://stranger.example',
    'https:\\\\stranger.example',
    'http://stranger.example',
    'intent://x#Intent;S.browser_fallback_url=https%3A%2F%2Fstranger.example;end',
    'tel:+123',
    'ms-settings://x',
    'view-source:https://stranger.example',
    'wallet:no-slashes',
    'no link',
    7,
    null,
  ]) {
    it(`is not ${JSON.stringify(native)}, whoever says so`, () => {
      expect(findAppLink({ native })).to.equal(undefined)
      expect(findAppLink({ native, universal: 'https://wallet.example/' })).to.equal(
        'https://wallet.example/',
      )
      if (typeof native === 'string' && !/^https:/i.test(native)) {
        expect(findAppLink({ universal: native })).to.equal(undefined)
      }
    })
  }

  it('always begins as the library knows an address that opens beside the page', () => {
    expect(findAppLink({ universal: 'HTTPS:\\\\wallet.example' })).to.equal('https://wallet.example/')
  })
})
