import { expect } from 'chai'
import { createWedge } from '#gate/_scanner/wedge.ts'

const CODE = 'HTTPS://TICKETS.EXAMPLE/P/AEBAGBAF'

/** Types a text as a device does that waits `pause` ms between keys; answers what came out at its end. */
function type(text: string, { pause = 5, wedge = createWedge(), from = 0, end = ['Enter'] } = {}) {
  let at = from
  let out: string | undefined
  for (const key of [...text, ...end]) {
    at += pause
    out = wedge.press(key, at)
  }
  return out
}

describe('wedge', () => {
  it('hands over what a hardware scanner typed, at its Enter', () => {
    expect(type(CODE)).to.equal(CODE)
    expect(type(CODE, { end: [] })).to.equal(undefined)
  })

  it('passes over keys that write nothing', () => {
    const wedge = createWedge()
    wedge.press('Shift', 0)
    expect(type(CODE, { wedge })).to.equal(CODE)
  })

  it('bears a device that is slow, and begins anew after a longer pause', () => {
    expect(type(CODE, { pause: 300 })).to.equal(CODE)
    expect(type(CODE, { pause: 301 })).to.equal(undefined)
  })

  it('drops what is too short to be a code', () => {
    expect(type('A'.repeat(20))).to.equal('A'.repeat(20))
    expect(type('A'.repeat(19))).to.equal(undefined)
  })

  it('begins anew after each code', () => {
    const wedge = createWedge()
    type(CODE, { wedge })
    expect(type(CODE, { wedge, from: 300 })).to.equal(CODE)
    type('LEFT OVER', { wedge, from: 1_000, end: [] })
    expect(type(CODE, { wedge, from: 2_000 })).to.equal(CODE)
  })
})
