import { expect } from 'chai'
import { createRandom } from '#scripts/chaos/random.ts'

describe('createRandom', () => {
  const draw = (seed: number) => {
    const random = createRandom(seed)
    return Array.from({ length: 100 }, () => random.next())
  }

  it('makes the same choices for the same seed, and others for another', () => {
    expect(draw(7)).to.deep.equal(draw(7))
    expect(draw(7)).not.to.deep.equal(draw(8))
  })

  it('stays within its bounds and reaches both', () => {
    const random = createRandom(1)
    const drawn = new Set(Array.from({ length: 500 }, () => random.between(3, 6)))
    expect([...drawn].sort()).to.deep.equal([3, 4, 5, 6])
  })

  it('forks into choices that do not depend on how many its origin makes', () => {
    const random = createRandom(5)
    const fork = random.fork()
    const other = createRandom(5)
    const otherFork = other.fork()
    other.next()
    expect([fork.next(), fork.next()]).to.deep.equal([otherFork.next(), otherFork.next()])
  })

  it('refuses to choose from nothing', () => {
    expect(() => createRandom(1).pick([])).to.throw(RangeError)
  })
})
