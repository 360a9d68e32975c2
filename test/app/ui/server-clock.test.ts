import { expect } from 'chai'
import { type ClockExchange, guessServerTime, knownServerTime, syncClock } from '#ui/time/server-clock.ts'

const SERVER = Date.UTC(2027, 5, 12, 18)
/** A device whose wall clock is two minutes behind the server's and whose page is ten seconds old. */
const device = (elapsed: number) => ({ wall: SERVER - 120_000 + elapsed, mono: 10_000 + elapsed })

/** An exchange that begins at `elapsed` and takes `took`; the server stamps whole seconds in the middle of it. */
const exchange = (elapsed: number, took = 100): ClockExchange => {
  const stamp = Math.floor((SERVER + elapsed + took / 2) / 1000) * 1000
  return { asked: device(elapsed), heard: device(elapsed + took), serverFrom: stamp, serverTo: stamp + 1000 }
}

describe('server clock', () => {
  it('is known to within a second after one exchange', () => {
    const sync = syncClock(undefined, exchange(300))
    expect(knownServerTime(sync, device(5_000))).to.be.closeTo(SERVER + 5_000, 1_050)
  })

  it('narrows down with each exchange', () => {
    const sync = [0, 310, 640, 950, 1270].reduce(
      (before, elapsed) => syncClock(before, exchange(elapsed)),
      undefined as ReturnType<typeof syncClock> | undefined,
    )
    expect(knownServerTime(sync, device(5_000))).to.be.closeTo(SERVER + 5_000, 200)
  })

  it('takes the newest exchange where it contradicts the earlier ones', () => {
    const sync = syncClock(syncClock(undefined, exchange(0)), {
      ...exchange(1000),
      serverFrom: SERVER + 60_000,
      serverTo: SERVER + 61_000,
    })
    expect(knownServerTime(sync, device(1_100))).to.be.closeTo(SERVER + 60_500, 200)
  })

  it('is not known before the first exchange, where the guest’s phone takes its own', () => {
    expect(knownServerTime(undefined, device(0))).to.equal(undefined)
    expect(guessServerTime(undefined, device(0))).to.equal(device(0).wall)
  })

  describe('when the device slept, and its monotonic clock with it', () => {
    const sync = syncClock(undefined, exchange(0))
    const awake = { wall: device(100).wall + 3_600_000, mono: device(100).mono + 1_000 }

    it('is not known until the next exchange', () => {
      expect(knownServerTime(sync, awake)).to.equal(undefined)
      const again = syncClock(sync, {
        asked: awake,
        heard: awake,
        serverFrom: SERVER + 3_600_000,
        serverTo: SERVER + 3_601_000,
      })
      expect(knownServerTime(again, awake)).to.equal(SERVER + 3_600_500)
    })

    it('is carried by the wall clock for the guest’s phone', () => {
      expect(guessServerTime(sync, awake)).to.be.closeTo(SERVER + 3_600_100, 1_050)
    })
  })

  it('is not known when a clock reads nonsense', () => {
    const sync = syncClock(undefined, exchange(0))
    expect(knownServerTime(sync, { wall: Number.NaN, mono: 11_000 })).to.equal(undefined)
  })
})
