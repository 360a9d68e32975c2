import { expect } from 'chai'
import { createWedge, type Key } from '#gate/_scanner/wedge.ts'
import { LAYOUTS, strike } from './keyboards.ts'
import { fullCode, shortCode } from './parts.ts'

const TEXT = 'HTTPS://TICKETS.EXAMPLE/P/AEBAGBAF'
const LAYOUT_NAMES = Object.keys(LAYOUTS) as readonly (keyof typeof LAYOUTS)[]

const key = (name: string): Key => ({ key: name, code: name, shiftKey: false })
const ENTER = [key('Enter')]

/** Types keys as a device does that waits `pause` ms between them; answers what came out at their end. */
function press(keys: readonly Key[], { pause = 5, wedge = createWedge(), from = 0 } = {}) {
  let at = from
  let out: ReturnType<typeof wedge.press>
  for (const each of keys) {
    at += pause
    out = wedge.press(each, at)
  }
  return out
}

const us = (text: string) => strike(text, 'us', 'us')

describe('wedge', () => {
  it('hands over what a hardware scanner typed, at its Enter or Tab', () => {
    expect(press([...us(TEXT), ...ENTER])).to.deep.equal({ text: TEXT })
    expect(press([...us(TEXT), key('Tab')])).to.deep.equal({ text: TEXT })
    expect(press(us(TEXT))).to.equal(undefined)
  })

  it('passes over keys that write nothing', () => {
    expect(press([key('Shift'), ...us(TEXT), key('CapsLock'), ...ENTER])).to.deep.equal({ text: TEXT })
  })

  it('bears a device that is slow, and begins anew after a longer pause', () => {
    expect(press([...us(TEXT), ...ENTER], { pause: 300 })).to.deep.equal({ text: TEXT })
    expect(press([...us(TEXT), ...ENTER], { pause: 301 })).to.equal(undefined)
  })

  it('drops what is too short to be a code', () => {
    expect(press([...us('A'.repeat(20)), ...ENTER])).to.deep.equal({ text: 'A'.repeat(20) })
    expect(press([...us('A'.repeat(19)), ...ENTER])).to.equal(undefined)
  })

  it('begins anew after each code', () => {
    const wedge = createWedge()
    press([...us(TEXT), ...ENTER], { wedge })
    expect(press([...us(TEXT), ...ENTER], { wedge, from: 300 })).to.deep.equal({ text: TEXT })
    press(us('LEFT.OVER'), { wedge, from: 1_000 })
    expect(press([...us(TEXT), ...ENTER], { wedge, from: 2_000 })).to.deep.equal({ text: TEXT })
  })

  describe('when nothing ends the text but a pause', () => {
    it('hands over a pass, once', () => {
      const wedge = createWedge()
      press(us(shortCode(7n)), { wedge })
      expect(wedge.rest()).to.deep.equal({ text: shortCode(7n) })
      expect(wedge.rest()).to.equal(undefined)
    })

    it('hands over nothing else: a person may have typed it', () => {
      const wedge = createWedge()
      press(us(TEXT), { wedge })
      expect(wedge.rest()).to.equal(undefined)
    })
  })

  for (const plays of LAYOUT_NAMES) {
    for (const hears of LAYOUT_NAMES.filter((name) => plays === 'us' || name === plays)) {
      describe(`when the scanner plays a keyboard of ${plays} to a device of ${hears}`, () => {
        for (const [form, code] of [
          ['short', shortCode(1_000_012n, 1_812_823_299)],
          ['full', fullCode(1_000_012n, 1_812_823_299)],
        ] as const) {
          it(`reads the ${form} form as it was shown`, () => {
            expect(press([...strike(code, plays, hears), ...ENTER])).to.deep.equal({ text: code })
          })
        }

        it('reads it in lower case too', () => {
          const code = shortCode(7n).toLowerCase()
          expect(press([...strike(code, plays, hears), ...ENTER])).to.deep.equal({ text: code })
        })
      })
    }
  }

  it('names both readings where nothing tells a German layout from a US one', () => {
    const code = shortCode(7n, 1_812_823_299).replace('HTTPS://X/P/', '')
    const trade = (letter: string) => (letter === 'Y' ? 'Z' : 'Y')
    expect(code).to.match(/[YZ]/)
    expect(press([...strike(code, 'us', 'de'), ...ENTER])).to.deep.equal({
      text: code.replaceAll(/[YZ]/g, trade),
      otherwise: code,
    })
  })
})
