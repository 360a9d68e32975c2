import { expect } from 'chai'
import { parseTicketSearch } from '#core/ticket-search.ts'

describe('parseTicketSearch', () => {
  for (const text of ['2000137', '2-000137', ' 2-137 ']) {
    it(`reads ${JSON.stringify(text)} as one ticket`, () => {
      expect(parseTicketSearch(text)).to.deep.equal({ kind: 'token', tokenId: 2_000_137n })
    })
  }

  it('reads a short number as one in any tier', () => {
    expect(parseTicketSearch('137')).to.deep.equal({ kind: 'number', number: 137 })
    expect(parseTicketSearch('999999')).to.deep.equal({ kind: 'number', number: 999_999 })
  })

  it('reads 0x and digits as the beginning of a wallet, in lower case', () => {
    expect(parseTicketSearch('0xAbC')).to.deep.equal({ kind: 'wallet', prefix: 'abc' })
    expect(parseTicketSearch(`0x${'F0'.repeat(20)}`)).to.deep.equal({
      kind: 'wallet',
      prefix: 'f0'.repeat(20),
    })
  })

  for (const text of [
    '',
    '0',
    '000',
    '1000000',
    '0-1',
    '1-0',
    '0x',
    `0x${'a'.repeat(41)}`,
    'Ada',
    '-1',
    '1.5',
    "'; --",
  ]) {
    it(`finds nothing in ${JSON.stringify(text)}`, () => {
      expect(parseTicketSearch(text)).to.equal(undefined)
    })
  }
})
