import { expect } from 'chai'
import { createBell } from '#indexer/bell.ts'

/** No test waits for so long. */
const FOREVER_MS = 3_600_000

describe('a bell', () => {
  const never = new AbortController().signal

  it('ends a wait that has begun', async () => {
    const bell = createBell()
    const waited = bell.wait(FOREVER_MS, never)
    bell.ring()
    await waited
  })

  it('ends the next wait at once when it has rung before, and only that', async () => {
    const bell = createBell()
    bell.ring()
    bell.ring()
    await bell.wait(FOREVER_MS, never)
    const next = bell.wait(FOREVER_MS, never)
    expect(await Promise.race([next, Promise.resolve('still waiting')])).to.equal('still waiting')
    bell.ring()
    await next
  })

  it('ends a wait when the signal comes, and does not begin one after it', async () => {
    const bell = createBell()
    const stop = new AbortController()
    const waited = bell.wait(FOREVER_MS, stop.signal)
    stop.abort()
    await waited
    await bell.wait(FOREVER_MS, stop.signal)
  })

  it('waits no longer than told', () => createBell().wait(1, never))
})
