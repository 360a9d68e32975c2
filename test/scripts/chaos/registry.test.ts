import { expect } from 'chai'
import { runAt } from '#scripts/chaos/registry.ts'

const small = { webs: 2, clients: 16, tickets: 20, killEveryMs: 400, kills: 2, disturbEveryMs: 60 }

describe('a crowd at the door while processes are killed', function () {
  this.timeout(300_000)

  it('is answered truly: nothing lost, nobody twice inside, one answer per nonce, a log without gaps', async () => {
    const said: string[] = []
    const { passed, failed } = await runAt(small, { seed: 7, seconds: 4, say: (line) => said.push(line) })
    expect(failed, said.join('\n')).to.equal(0)
    expect(passed).to.be.greaterThan(20)
  })
})
