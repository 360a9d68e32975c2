import { expect } from 'chai'
import { createSpan, type Span } from '#runtime/chain/span.ts'

describe('createSpan', () => {
  it('doubles while all goes well, up to the most', () => {
    const span = createSpan(25, 90)
    const sizes = Array.from({ length: 3 }, () => {
      span.grow(span.size)
      return span.size
    })
    expect(sizes).to.deep.equal([50, 90, 90])
  })

  it('does not grow by what used less than it allows', () => {
    const span = createSpan(10, 100)
    span.grow(9)
    expect(span.size).to.equal(10)
  })

  it('halves what was too much, down to one', () => {
    const span = createSpan(100, 100)
    const sizes = [100, 50, 7, 1].map((used) => {
      span.shrink(used)
      return span.size
    })
    expect(sizes).to.deep.equal([50, 25, 3, 1])
  })

  it('never grows by shrinking, however late the bad news of a longer range comes', () => {
    const span = createSpan(100, 100)
    span.shrink(10)
    span.shrink(100)
    expect(span.size).to.equal(5)
  })

  it('settles below a limit and seldom tries it', () => {
    const limit = 33
    const span = createSpan(100, 100)
    const tooMuch = Array.from({ length: 1_000 }, () => useOnce(span, limit)).filter((fits) => !fits).length
    expect(span.size).to.be.within(limit / 2, limit * 1.25)
    expect(tooMuch).to.be.lessThan(80)
  })
})

function useOnce(span: Span, limit: number): boolean {
  const { size } = span
  if (size <= limit) span.grow(size)
  else span.shrink(size)
  return size <= limit
}
