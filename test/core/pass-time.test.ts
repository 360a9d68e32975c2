import { expect } from 'chai'
import { DEFAULT_LEEWAY, isLeeway, judgePassTime } from '#core/pass-time.ts'

const MADE_AT = 1_789_000_000
const judge = (offsetMs: number, leeway = DEFAULT_LEEWAY) =>
  judgePassTime(MADE_AT, MADE_AT * 1000 + offsetMs, leeway)

describe('time of a pass', () => {
  it('is in time when it was seen at once', () => {
    expect(judge(0)).to.equal('in_time')
  })

  it('is in time up to 30 s after it was made', () => {
    expect(judge(30_000)).to.equal('in_time')
    expect(judge(30_001)).to.equal('expired')
  })

  it('is in time up to 5 s before it was made', () => {
    expect(judge(-5000)).to.equal('in_time')
    expect(judge(-5001)).to.equal('from_future')
  })

  it('is widened by the event', () => {
    const leeway = { maxAgeSeconds: 60, maxAheadSeconds: 15 }
    expect(judge(60_000, leeway)).to.equal('in_time')
    expect(judge(60_001, leeway)).to.equal('expired')
    expect(judge(-15_000, leeway)).to.equal('in_time')
    expect(judge(-15_001, leeway)).to.equal('from_future')
  })

  it('is never widened beyond 60 s and 15 s', () => {
    const leeway = { maxAgeSeconds: 3600, maxAheadSeconds: 3600 }
    expect(judge(60_001, leeway)).to.equal('expired')
    expect(judge(-15_001, leeway)).to.equal('from_future')
  })

  it('is not in time when something is no number', () => {
    expect(judge(Number.NaN)).to.equal('expired')
    expect(judgePassTime(Number.NaN, MADE_AT * 1000, DEFAULT_LEEWAY)).to.equal('expired')
    expect(judge(1, { maxAgeSeconds: Number.NaN, maxAheadSeconds: 5 })).to.equal('expired')
    expect(judge(-1, { maxAgeSeconds: 30, maxAheadSeconds: Number.NaN })).to.equal('from_future')
  })
})

describe('leeway', () => {
  for (const [maxAgeSeconds, maxAheadSeconds, isFit] of [
    [30, 5, true],
    [60, 15, true],
    [29, 5, false],
    [61, 5, false],
    [30, 4, false],
    [30, 16, false],
    [Number.NaN, 5, false],
    [30, Number.NaN, false],
  ] as const) {
    it(`of ${maxAgeSeconds} s and ${maxAheadSeconds} s is ${isFit ? 'fit' : 'unfit'}`, () => {
      expect(isLeeway({ maxAgeSeconds, maxAheadSeconds })).to.equal(isFit)
    })
  }
})
