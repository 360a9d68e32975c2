import { expect } from 'chai'
import { createSightings, REST_MS } from '#gate/_scanner/sightings.ts'

describe('sightings', () => {
  it('takes a ticket that stays in view as one presentation', () => {
    const { isNew } = createSightings()
    const seen = Array.from({ length: 200 }, (_, frame) => isNew('a', frame * 100))
    expect(seen.indexOf(true)).to.equal(0)
    expect(seen.lastIndexOf(true)).to.equal(0)
  })

  it('counts from when the ticket was last seen, not first', () => {
    const { isNew } = createSightings()
    isNew('a', 0)
    isNew('a', REST_MS - 1)
    expect(isNew('a', REST_MS + 1)).to.equal(false)
  })

  it('takes it anew once it was out of view for longer than five seconds', () => {
    const { isNew } = createSightings()
    isNew('a', 0)
    expect(isNew('a', 5_000)).to.equal(false)
    expect(isNew('a', 10_001)).to.equal(true)
  })

  it('knows tickets apart', () => {
    const { isNew } = createSightings()
    expect([isNew('a', 0), isNew('b', 1), isNew('a', 2), isNew('b', 3)]).to.deep.equal([
      true,
      true,
      false,
      false,
    ])
  })
})
