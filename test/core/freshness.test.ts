import { expect } from 'chai'
import { type AsOf, type FreshnessLimits, judgeFreshness, MAX_CONFIRMED_AGE_MS } from '#core/freshness.ts'
import { HOUR, NOW, SECOND } from './facts.ts'

const judge = (change: Partial<AsOf> = {}, limits: Partial<FreshnessLimits> = {}, cutOffAt = NOW + HOUR) =>
  judgeFreshness(
    { block: 7, blockAt: NOW - 12 * SECOND, confirmedAt: NOW, now: NOW, ...change },
    { confirmedMs: MAX_CONFIRMED_AGE_MS, blockMs: null, ...limits },
    cutOffAt,
  )
const stale = (ageSeconds: number | null) => ({ reason: 'mirror_stale', details: { ageSeconds } })

describe('freshness', () => {
  it('lasts for 10 s after a node confirmed the block', () => {
    expect(judge({ confirmedAt: NOW - 10_000 })).to.equal(undefined)
    expect(judge({ confirmedAt: NOW - 10_001 })).to.deep.equal(stale(10.001))
  })

  it('is lost when no node ever confirmed it', () => {
    expect(judge({ confirmedAt: null })).to.deep.equal(stale(null))
  })

  it('is lost when the confirmation lies in the future: a clock is wrong', () => {
    expect(judge({ confirmedAt: NOW + 10_001 })).to.deep.equal(stale(-10.001))
  })

  it('asks a block’s age where blocks are regular', () => {
    expect(judge({}, { blockMs: 12_000 })).to.equal(undefined)
    expect(judge({}, { blockMs: 11_999 })).to.deep.equal(stale(0))
  })

  it('does not age from the cut-off on', () => {
    const old = { confirmedAt: null, blockAt: NOW - HOUR }
    expect(judge(old, {}, NOW - HOUR)).to.equal(undefined)
    expect(judge(old, {}, NOW - HOUR + 1)).to.deep.equal(stale(null))
  })

  it('is lost when anything is no number', () => {
    expect(judge({ confirmedAt: Number.NaN })).to.deep.equal(stale(null))
    expect(judge({ now: Number.NaN })).to.deep.equal(stale(null))
    expect(judge({}, { confirmedMs: Number.NaN })).to.deep.equal(stale(0))
    expect(judge({}, { blockMs: Number.NaN })).to.deep.equal(stale(0))
    expect(judge({ blockAt: Number.NaN }, { blockMs: 12_000 })).to.deep.equal(stale(0))
    expect(judge({ confirmedAt: null }, {}, Number.NaN)).to.deep.equal(stale(null))
  })
})
