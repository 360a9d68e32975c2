import { expect } from 'chai'
import { run } from '#scripts/chaos/mirror.ts'

/** A few rounds of what `npm run -s chaos -- mirror` does; the times that it states are not looked at. */
describe('the mirror under chaos', () => {
  it('equals the chain after each round of seed 7', async function () {
    this.timeout(1_800_000)
    const said: string[] = []
    const tally = await run({ seed: 7, rounds: 4, seconds: undefined, say: (line) => said.push(line) })
    expect(tally, said.join('\n')).to.deep.equal({ passed: 4, failed: 0 })
  })
})
