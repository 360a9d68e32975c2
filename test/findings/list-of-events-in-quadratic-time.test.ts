import { expect } from 'chai'
import { sortByEvent } from '#server/events/rows-of-events.ts'

/**
 * Every row of every table was compared with every event: with 500 events, which anybody may create, one anonymous
 * `GET /api/events` kept the web process from everything else, scans included, for four seconds.
 */
describe('rows of many events', () => {
  const keyOf = (event: number) => new Uint8Array(28).fill(event)

  it('are looked at once each, however many events are asked for', () => {
    let looks = 0
    const rows = Array.from({ length: 1000 }, (_, index) => ({
      index,
      get eventId() {
        looks++
        return keyOf(index % 200)
      },
    }))
    const rowsOf = sortByEvent(rows)
    const found = Array.from({ length: 200 }, (_, event) => rowsOf(keyOf(event)).map(({ index }) => index))
    expect(found[7]).to.deep.equal([7, 207, 407, 607, 807])
    expect(looks).to.equal(rows.length)
  })

  it('are none for an event that has none', () => {
    expect(sortByEvent([{ eventId: keyOf(1) }])(keyOf(2))).to.deep.equal([])
  })
})
