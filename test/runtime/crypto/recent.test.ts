import { expect } from 'chai'
import { Recent } from '#runtime/crypto/recent.ts'

describe('recent values', () => {
  it('are found until there are more than the limit', () => {
    const recent = new Recent<number>(2)
    recent.remember('a', 1)
    recent.remember('b', 2)
    expect(recent.find('a')).to.equal(1)
    recent.remember('c', 3)
    expect(recent.find('b')).to.equal(undefined)
    expect(recent.find('a')).to.equal(1)
    expect(recent.find('c')).to.equal(3)
  })

  it('are replaced under the same key without crowding out another', () => {
    const recent = new Recent<number>(2)
    recent.remember('a', 1)
    recent.remember('b', 2)
    recent.remember('b', 3)
    expect(recent.find('a')).to.equal(1)
    expect(recent.find('b')).to.equal(3)
  })
})
