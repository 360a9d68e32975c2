import { expect } from 'chai'
import type { Address } from 'viem'
import { type ChainStage, openChainStage } from './chain-stage.ts'
import { type MirrorStage, openMirrorStage } from './mirror-stage.ts'

const ROLLED_BACK = 'Blocks have left the chain: rolled back'
const REBUILT = 'Final blocks have left the chain: building a new mirror'

describe('a follower of a chain that reorganises', function () {
  this.timeout(300_000)

  let chain: ChainStage
  let mirror: MirrorStage
  let event: Address

  before(async () => {
    chain = await openChainStage()
    mirror = await openMirrorStage(chain)
    event = await chain.createEvent()
    await chain.as(chain.ada, event).buy(5)
  })
  beforeEach(() => {
    mirror.said.length = 0
  })
  after(async () => {
    await mirror.close()
    await chain.stop()
  })

  it('takes back a transfer that left the chain, and mirrors the one that came instead', async () => {
    await mirror.catchUp()
    const leave = await chain.mark()
    await chain.as(chain.ada, event).give(1_000_001n, chain.ben)
    await mirror.catchUp()
    expect(await ownerOf(1_000_001n)).to.equal(chain.ben)

    await leave()
    await chain.as(chain.ada, event).give(1_000_001n, chain.cleo)
    await mirror.catchUp()
    expect(await ownerOf(1_000_001n)).to.equal(chain.cleo)
    expect(mirror.said).to.include(ROLLED_BACK)
    await mirror.expectEqual()
  })

  it('takes back every kind of change: events, tiers, roles, tickets, their ends', async () => {
    const leave = await chain.mark()
    const other = await chain.createEvent('Leaves again')
    await chain.as(chain.ben, other).buy(3)
    await chain.addTier(event, 'Balcony')
    await chain.grantGate(event, chain.ben)
    await chain.postpone(event)
    await chain.as(chain.organizer, event).write.pauseSales()
    await chain.as(chain.organizer, event).write.voidTickets([[1_000_002n]])
    await chain.as(chain.ada, event).write.refund([[1_000_003n], chain.ada])
    await chain.as(chain.organizer, event).write.cancelEvent()
    await mirror.catchUp()
    await mirror.expectEqual()

    await leave()
    await chain.mine(1)
    await mirror.catchUp()
    await mirror.expectEqual()
    expect(await mirror.database.event.count()).to.equal(1)
    expect(await mirror.database.contractRole.count()).to.equal(0)
  })

  it('follows to a branch that is longer, one as long, and one that is shorter', async () => {
    for (const length of [6, 4, 2]) {
      const leave = await chain.mark()
      for (let block = 0; block < 4; block++) await chain.as(chain.ben, event).buy(1)
      await mirror.catchUp()
      await leave()
      for (let block = 0; block < length; block++) await chain.as(chain.cleo, event).buy(1)
      await mirror.catchUp()
      await mirror.expectEqual()
    }
  })

  it('goes back with a chain that became shorter and has no new block', async () => {
    const leave = await chain.mark()
    await chain.as(chain.ben, event).buy(2)
    await mirror.catchUp()
    await leave()
    await mirror.catchUp()
    await mirror.expectEqual()
  })

  it('waits for a node that may only lag, and does not call its head confirmed meanwhile', async () => {
    await mirror.catchUp()
    const follower = mirror.restart({ lagGraceMs: 3_600_000 })
    const leave = await chain.mark()
    await chain.mine(1)
    expect(await follower.poll()).to.equal('at_head')
    const { confirmedAt } = await mirror.database.chain.findFirstOrThrow()
    await leave()
    expect(await follower.poll()).to.equal('node_lags')
    expect((await mirror.database.chain.findFirstOrThrow()).confirmedAt).to.deep.equal(confirmedAt)

    await chain.mine(2)
    await mirror.catchUp()
    await mirror.expectEqual()
    mirror.restart()
  })

  it('survives a deep reorganisation over many blocks of changes', async () => {
    const leave = await chain.mark()
    for (let block = 0; block < 120; block++) {
      const tokenId = 1_000_001n + BigInt(block % 5)
      const [from, to] = await holderAndOther(tokenId)
      await chain.as(from, event).give(tokenId, to)
    }
    await mirror.catchUp()
    await mirror.expectEqual()
    await leave()
    await chain.as(chain.ben, event).buy(1)
    await chain.mine(130)
    await mirror.catchUp()
    await mirror.expectEqual()
  })

  it('survives reorganisations one upon the other, seen and unseen', async () => {
    for (let round = 0; round < 12; round++) {
      const leave = await chain.mark()
      const depth = 1 + ((round * 5) % 7)
      for (let block = 0; block < depth; block++) await chain.as(chain.ben, event).buy(1 + (block % 3))
      if (round % 3 !== 1) await mirror.catchUp()
      if (round % 4 !== 3) await leave()
      if (round % 2 === 0) await chain.as(chain.cleo, event).buy(1)
      else await chain.mine(1)
      if (round % 5 !== 4) await mirror.catchUp()
    }
    await mirror.catchUp()
    await mirror.expectEqual()
  })

  it('notices on its next start what happened while it was stopped', async () => {
    const leave = await chain.mark()
    await chain.as(chain.ben, event).buy(2)
    await mirror.catchUp()
    await leave()
    await chain.as(chain.cleo, event).buy(1)
    await chain.mine(5)
    mirror.restart()
    await mirror.catchUp()
    expect(mirror.said).to.include(ROLLED_BACK)
    await mirror.expectEqual()
  })

  it('goes on from the middle when it is stopped between rolling back and reading on', async () => {
    const leave = await chain.mark()
    for (let block = 0; block < 5; block++) await chain.as(chain.ben, event).buy(1)
    await mirror.catchUp()
    await leave()
    await chain.as(chain.cleo, event).buy(1)
    await chain.mine(5)
    await mirror.restart().poll()
    expect(mirror.said).to.include(ROLLED_BACK)
    mirror.restart()
    await mirror.catchUp()
    await mirror.expectEqual()
  })

  it('builds the mirror anew when blocks leave that nothing was kept of, and leaves the registry alone', async () => {
    const shallow = await openMirrorStage(chain, { assumedFinalDepth: 3n })
    const leave = await chain.mark()
    await chain.mine(30)
    await chain.as(chain.ben, event).buy(1)
    await chain.mine(5)
    await shallow.catchUp()
    await shallow.expectEqual()
    await shallow.asOwner(`UPDATE registry.list SET name = 'Renamed'`)

    await leave()
    await chain.as(chain.cleo, event).buy(1)
    await chain.mine(40)
    await shallow.catchUp()
    expect(shallow.said).to.include(REBUILT)
    await shallow.expectEqual()
    expect(await shallow.asOwner('SELECT DISTINCT name FROM registry.list')).to.deep.equal([
      { name: 'Renamed' },
    ])
    await shallow.close()
  })

  async function ownerOf(tokenId: bigint): Promise<string> {
    const { owner } = await mirror.database.ticket.findFirstOrThrow({ where: { tokenId } })
    return `0x${Buffer.from(owner).toString('hex')}`
  }

  async function holderAndOther(tokenId: bigint): Promise<readonly [Address, Address]> {
    const owner = await chain.ownerOf(event, tokenId)
    return [owner, owner === chain.ada ? chain.ben : chain.ada]
  }
})
