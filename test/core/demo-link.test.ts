import { expect } from 'chai'
import { demoKey, formatDemoLink, parseDemoSeed } from '#core/demo-link.ts'

const seed = '0x000102030405060708090a0b0c0d0e0f'
const link = 'https://192.168.1.20:3000/#demo=AAECAwQFBgcICQoLDA0ODw'

describe('the link to a local chain’s demo accounts', () => {
  it('holds the seed in its fragment, which no browser sends', () => {
    expect(formatDemoLink('https://192.168.1.20:3000', seed)).to.equal(link)
    expect(parseDemoSeed(new URL(link).hash)).to.equal(seed)
  })

  for (const fragment of [
    '',
    '#',
    '#demo=',
    '#voucher=AAECAwQFBgcICQoLDA0ODw',
    '#demo=AAEC',
    '#demo=not Base64!',
  ]) {
    it(`holds none in “${fragment}”`, () => expect(parseDemoSeed(fragment)).to.equal(undefined))
  }

  it('makes another key for each account', () => {
    expect(demoKey(seed, 0)).to.equal('0xf332d3a2454d74759873fc739b60a2a9331c4792494094617dc4d692f77df0ed')
    expect(new Set([0, 1, 2, 255, 256].map((index) => demoKey(seed, index))).size).to.equal(5)
  })
})
