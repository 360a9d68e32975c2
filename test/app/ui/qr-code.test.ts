import { expect } from 'chai'
import { drawQr } from '#ui/draw-qr.ts'

/** Modules on a side of a QR code of this version (ISO/IEC 18004). */
const sideOf = (version: number) => 17 + 4 * version
const text = (prefix: number, run: number) =>
  `${'HTTPS://TICKETS.EXAMPLE.ORG/ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/P/'.slice(-prefix)}${'A7'.repeat(run / 2)}`

describe('drawQr', () => {
  it('fits a short pass into version 7 with a prefix of up to 38', () => {
    expect(drawQr(text(38, 140)).size).to.equal(sideOf(7))
    expect(drawQr(text(39, 140)).size).to.equal(sideOf(8))
  })

  it('fits a full pass into version 11 with a prefix of up to 58', () => {
    expect(drawQr(text(58, 308)).size).to.equal(sideOf(11))
    expect(drawQr(text(59, 308)).size).to.equal(sideOf(12))
  })

  it('draws every dark module exactly once', () => {
    const { path, size } = drawQr(text(38, 140))
    const runs = [...path.matchAll(/M(\d+) (\d+)h(\d+)v1H\1z/g)].map(([, x, y, width]) => ({
      x: Number(x),
      y: Number(y),
      width: Number(width),
    }))
    expect(runs.map(({ x, y, width }) => `M${x} ${y}h${width}v1H${x}z`).join('')).to.equal(path)
    const dark = new Set(
      runs.flatMap(({ x, y, width }) => Array.from({ length: width }, (_, step) => `${x + step},${y}`)),
    )
    expect(dark.size).to.equal(runs.reduce((sum, { width }) => sum + width, 0))
    // the three finder patterns: their corners are dark, the ring inside is light
    for (const [x, y] of [
      [0, 0],
      [size - 7, 0],
      [0, size - 7],
    ] as const) {
      expect(dark.has(`${x},${y}`)).to.equal(true)
      expect(dark.has(`${x + 1},${y + 1}`)).to.equal(false)
      expect(dark.has(`${x + 3},${y + 3}`)).to.equal(true)
    }
  })

  it('refuses what alphanumeric mode cannot hold', () => {
    expect(() => drawQr('lower case')).to.throw()
  })
})
