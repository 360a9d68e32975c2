import { expect } from 'chai'
import { moveTimes } from '#core/move-times.ts'

const HOUR = 3_600_000
const DOORS = Date.UTC(2027, 5, 12, 18)
const times = { doorsAt: DOORS, endsAt: DOORS + 6 * HOUR, cutOffAt: DOORS - HOUR }

describe('moveTimes', () => {
  it('moves all by the same step while the cut-off is ahead', () => {
    expect(moveTimes(times, DOORS + 24 * HOUR, DOORS - HOUR - 1)).to.deep.equal({
      doorsAt: DOORS + 24 * HOUR,
      endsAt: DOORS + 30 * HOUR,
      cutOffAt: DOORS + 23 * HOUR,
    })
  })

  it('leaves the cut-off where it is from the moment it has passed', () => {
    expect(moveTimes(times, DOORS + 24 * HOUR, DOORS - HOUR)).to.deep.equal({
      doorsAt: DOORS + 24 * HOUR,
      endsAt: DOORS + 30 * HOUR,
      cutOffAt: DOORS - HOUR,
    })
  })
})
