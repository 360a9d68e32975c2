import { expect } from 'chai'
import fc from 'fast-check'
import { bytesToHex } from 'viem'
import { equalBytes, parseHex } from '#core/bytes.ts'

describe('hex', () => {
  it('is read in any case of letters', () => {
    expect(parseHex('0x00097f80ffABcd')).to.deep.equal(Uint8Array.of(0, 9, 0x7f, 0x80, 0xff, 0xab, 0xcd))
    expect(parseHex('0x')).to.deep.equal(new Uint8Array())
  })

  it('is read back, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(parseHex(bytesToHex(bytes))).to.deep.equal(bytes)
        expect(parseHex(`0x${bytesToHex(bytes).slice(2).toUpperCase()}`)).to.deep.equal(bytes)
      }),
    )
  })

  it('is of the size that was asked for', () => {
    expect(parseHex('0x0102', 2)).to.deep.equal(Uint8Array.of(1, 2))
    expect(parseHex('0x0102', 1)).to.equal(undefined)
    expect(parseHex('0x0102', 3)).to.equal(undefined)
  })

  for (const text of [
    '',
    '0',
    'x',
    '0X00',
    '00',
    '0x0',
    '0x0g',
    '0x 0',
    '0x00\n',
    ' 0x00',
    '0x0/',
    '0x0:',
    '0x0@',
    '0x0`',
  ]) {
    it(`is not read from ${JSON.stringify(text)}`, () => {
      expect(parseHex(text)).to.equal(undefined)
    })
  }
})

describe('bytes', () => {
  it('are equal if all of them are', () => {
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).to.equal(true)
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).to.equal(false)
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1))).to.equal(false)
    expect(equalBytes(Uint8Array.of(1), Uint8Array.of(1, 2))).to.equal(false)
  })
})
