import { expect } from 'chai'
import { blockingTime } from '#bench/blocking-time.ts'

const PAGE = { pid: 7, tid: 1 }
const begun = {
  ...PAGE,
  name: 'navigationStart',
  ts: 1_000,
  args: { data: { documentLoaderURL: 'http://localhost/gate' } },
}
const painted = { ...PAGE, name: 'firstContentfulPaint', ts: 2_000 }
const task = (ms: number, change: { readonly ts?: number; readonly tid?: number } = {}) => ({
  ...PAGE,
  name: 'RunTask',
  ts: 3_000,
  tdur: ms * 1_000,
  ...change,
})

describe('blockingTime', () => {
  it('is what tasks take beyond 50 ms on a phone that is four times as slow', () => {
    const traceEvents = [begun, painted, task(12.5), task(20), task(30)]
    expect(blockingTime({ traceEvents })).to.equal(30 + 70)
  })

  it('begins with the first content, and is of the page’s own thread alone', () => {
    const traceEvents = [begun, task(100, { ts: 1_500 }), painted, task(100, { tid: 2 })]
    expect(blockingTime({ traceEvents })).to.equal(0)
  })

  it('is unknown without a page', () => {
    expect(blockingTime({ traceEvents: [task(100)] })).to.be.NaN
    expect(blockingTime({ traceEvents: [begun, task(100)] })).to.be.NaN
  })
})
