import { expect } from 'chai'
import fc from 'fast-check'
import QRCode from 'qrcode'
import { hexToBytes } from 'viem'
import { OutOfRangeError } from '#core/error.ts'
import { decodePass, type Pass } from '#core/pass.ts'
import { formatPass, parsePass, parsePassPrefix } from '#core/pass-text.ts'
import { anyPass } from './passes.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const SHORT = decodePass(hexToBytes(`0x01${'00'.repeat(86)}`)) as Pass
const FULL = decodePass(hexToBytes(`0x02${'00'.repeat(191)}`)) as Pass
const SHORT_TEXT = `AE${'A'.repeat(138)}`
const FULL_TEXT = `AI${'A'.repeat(306)}`

describe('pass text', () => {
  it('is the prefix and Base32 in capitals without padding', () => {
    expect(formatPass(SHORT)).to.equal(SHORT_TEXT)
    expect(formatPass(FULL, 'HTTPS://TICKETS.EXAMPLE/P/')).to.equal(`HTTPS://TICKETS.EXAMPLE/P/${FULL_TEXT}`)
  })

  it('reads back to the same pass, whatever its fields', () => {
    fc.assert(
      fc.property(anyPass(), (pass) => {
        expect(parsePass(formatPass(pass))).to.deep.equal(pass)
      }),
    )
  })

  describe('as scanners deliver it', () => {
    for (const [how, text] of [
      ['in lower case', SHORT_TEXT.toLowerCase()],
      ['in mixed case', `aE${'aA'.repeat(69)}`],
      ['with white space around', `\r\n\t ${SHORT_TEXT} \r\n`],
      ['behind our prefix', `HTTPS://TICKETS.EXAMPLE/P/${SHORT_TEXT}`],
      ['behind another prefix', `usher:${SHORT_TEXT}`],
      ['behind a prefix that ends in a digit which is not Base32', `HTTPS://X/P/1${SHORT_TEXT}`],
    ]) {
      it(`is read ${how}`, () => {
        expect(parsePass(text as string)).to.deep.equal(SHORT)
      })
    }

    it('is read in 1024 characters and not in 1025', () => {
      expect(parsePass(`${'/'.repeat(1024 - 140)}${SHORT_TEXT}`)).to.deep.equal(SHORT)
      expect(parsePass(`${'/'.repeat(1025 - 140)}${SHORT_TEXT}`)).to.equal(undefined)
    })
  })

  describe('when it is no pass', () => {
    it('is not read at any other length', () => {
      for (let length = 0; length <= 400; length++) {
        for (const start of ['AE', 'AI']) {
          const text = start.padEnd(length, 'A').slice(0, length)
          const isPass = length === (start === 'AE' ? 140 : 308)
          expect(parsePass(text) !== undefined, `${start} in ${length} characters`).to.equal(isPass)
        }
      }
    })

    it('is not read with unused bits set: each pass has one text', () => {
      // 140 characters hold 4 bits more than 87 bytes, 308 hold 4 more than 192
      for (const [text, pass] of [
        [SHORT_TEXT, SHORT],
        [FULL_TEXT, FULL],
      ] as const) {
        for (const [value, last] of [...ALPHABET].entries()) {
          const read = parsePass(text.slice(0, -1) + last)
          if (value % 16 !== 0) expect(read, `last ${last}`).to.equal(undefined)
          else expect(read?.form, `last ${last}`).to.equal(pass.form)
        }
      }
    })

    for (const [what, text] of [
      ['padding', `${SHORT_TEXT}====`],
      ['a query behind', `${SHORT_TEXT}?a=1`],
      ['a digit that Base32 lacks', `${SHORT_TEXT.slice(0, 70)}0${SHORT_TEXT.slice(71)}`],
      ['white space inside', `${SHORT_TEXT.slice(0, 70)} ${SHORT_TEXT.slice(70)}`],
      ['a letter whose capital is Base32', `${SHORT_TEXT.slice(0, 70)}\u0131${SHORT_TEXT.slice(71)}`],
      ['a long s', `${SHORT_TEXT.slice(0, -1)}\u017f`],
      ['a prefix that runs into it', `P${SHORT_TEXT}`],
    ]) {
      it(`is not read with ${what}`, () => {
        expect(parsePass(text as string)).to.equal(undefined)
      })
    }

    it('answers nothing to garbage, and does not throw', () => {
      const garbage = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 600 }),
        fc.string({ unit: fc.constantFrom(...ALPHABET), minLength: 130, maxLength: 320 }),
      )
      fc.assert(
        fc.property(garbage, (text) => {
          const pass = parsePass(text)
          if (pass)
            expect(formatPass(pass)).to.equal(text.trim().slice(-formatPass(pass).length).toUpperCase())
        }),
      )
    })

    it('is refused unread when huge', () => {
      expect(parsePass('A'.repeat(50_000_000))).to.equal(undefined)
    })
  })

  describe('as a QR code at level M', () => {
    const versionOf = (text: string) => QRCode.create(text, { errorCorrectionLevel: 'M' }).version

    const PREFIX = 'HTTPS://TICKETS.EXAMPLE/P/'

    it('is version 7 in short form, with a prefix of up to 38 characters', () => {
      expect(versionOf(PREFIX + SHORT_TEXT)).to.equal(7)
      expect(versionOf('/'.repeat(38) + SHORT_TEXT)).to.equal(7)
      expect(versionOf('/'.repeat(39) + SHORT_TEXT)).to.equal(8)
    })

    it('is version 11 in full form, with a prefix of up to 58 characters', () => {
      expect(versionOf(PREFIX + FULL_TEXT)).to.equal(11)
      expect(versionOf('/'.repeat(58) + FULL_TEXT)).to.equal(11)
      expect(versionOf('/'.repeat(59) + FULL_TEXT)).to.equal(12)
    })

    it('is one version smaller with hardly a prefix', () => {
      expect(versionOf('/'.repeat(14) + SHORT_TEXT)).to.equal(6)
      expect(versionOf('/'.repeat(15) + SHORT_TEXT)).to.equal(7)
      expect(versionOf('/'.repeat(3) + FULL_TEXT)).to.equal(10)
      expect(versionOf('/'.repeat(4) + FULL_TEXT)).to.equal(11)
    })
  })
})

describe('pass prefix', () => {
  it('is answered in capitals', () => {
    expect(parsePassPrefix('https://tickets.example/P/')).to.equal('HTTPS://TICKETS.EXAMPLE/P/')
  })

  it('may be empty', () => {
    expect(parsePassPrefix('')).to.equal('')
  })

  it('may have 200 characters and not 201', () => {
    expect(parsePassPrefix('/'.repeat(200))).to.equal('/'.repeat(200))
    expect(parsePassPrefix('/'.repeat(201))).to.equal(undefined)
  })

  it('must not end in a Base32 character, which a scanner would read as part of the pass', () => {
    for (const last of `${ALPHABET}abz`)
      expect(parsePassPrefix(`HTTPS://X/${last}`), last).to.equal(undefined)
  })

  it('must fit QR alphanumeric mode', () => {
    expect(parsePassPrefix('https://x/?p=/')).to.equal(undefined)
    expect(parsePassPrefix('https://x/#/')).to.equal(undefined)
  })

  it('is refused by the formatter when it was not parsed', () => {
    expect(() => formatPass(SHORT, 'https://x/p/')).to.throw(OutOfRangeError, 'prefix')
  })
})
