import { expect } from 'chai'
import { type Address, keccak256, toHex } from 'viem'
import { MirrorTornError } from '#indexer/store.ts'
import { type CatchUp, UNWATCHED } from '#indexer/watch.ts'
import { type ChainStage, openChainStage, PRICE } from './chain-stage.ts'
import { type MirrorStage, openMirrorStage } from './mirror-stage.ts'

const MINTER = keccak256(toHex('MINTER_ROLE'))
const GATE = keccak256(toHex('GATE_ROLE'))

describe('a follower', function () {
  this.timeout(300_000)

  let chain: ChainStage
  let mirror: MirrorStage

  before(async () => {
    chain = await openChainStage()
    mirror = await openMirrorStage(chain)
  })
  after(async () => {
    await mirror.close()
    await chain.stop()
  })

  describe('given the life of an event', () => {
    let event: Address

    it('mirrors it from its creation, with its tiers', async () => {
      event = await chain.createEvent()
      await mirror.catchUp()
      await mirror.expectEqual()
      expect(await mirror.database.event.count()).to.equal(1)
      expect(await mirror.database.tier.count()).to.equal(2)
    })

    it('mirrors tickets that are bought, minted, airdropped and given on', async () => {
      await chain.as(chain.ada, event).buy(3)
      await chain.as(chain.organizer, event).mint(2, chain.ben, 2)
      await chain.as(chain.organizer, event).airdrop(1, [chain.ada, chain.ben, chain.ada])
      await chain.as(chain.ada, event).give(1_000_001n, chain.ben)
      await mirror.catchUp()
      await mirror.expectEqual()
      expect((await ticket(1_000_001n)).pricePaid?.toFixed()).to.equal(PRICE.toString())
      expect((await ticket(1_000_004n)).pricePaid).to.equal(null)
    })

    it('lets a ticket settle from its issue on, not from a gift', async () => {
      const { settlesFromBlock, acquiredBlock } = await ticket(1_000_001n)
      expect(acquiredBlock - settlesFromBlock).to.equal(3n)
    })

    it('mirrors roles, pauses, tiers, times, description and who the organizer is', async () => {
      const organizer = chain.as(chain.organizer, event)
      await organizer.write.grantRole([MINTER, chain.ada])
      await organizer.write.grantRole([GATE, chain.ben])
      await organizer.write.grantRole([GATE, chain.cleo])
      await organizer.write.revokeRole([GATE, chain.ben])
      await organizer.write.pauseSales()
      await chain.addTier(event, 'Balcony')
      await chain.postpone(event)
      await organizer.write.changeContractURI(['https://usher.example/other.json'])
      await organizer.write.transferOwnership([chain.cleo])
      await chain.as(chain.cleo, event).write.acceptOwnership()
      await mirror.catchUp()
      await mirror.expectEqual()
      expect(await mirror.database.contractRole.count()).to.equal(2)
    })

    it('mirrors void and refunded tickets, and keeps their last holder', async () => {
      await chain.as(chain.cleo, event).write.voidTickets([[1_000_001n, 2_000_001n]])
      await chain.as(chain.ada, event).write.refund([[1_000_002n], chain.ada])
      await mirror.catchUp()
      await mirror.expectEqual()
      expect(await ticket(1_000_001n)).to.include({ status: 'void' })
      expect(await ticket(1_000_002n)).to.include({ status: 'refunded' })
    })

    it('mirrors a cancelation, after which refunded tickets stay where they are', async () => {
      await chain.as(chain.cleo, event).write.cancelEvent()
      await chain.as(chain.ada, event).write.refund([[1_000_003n], chain.ada])
      await mirror.catchUp()
      await mirror.expectEqual()
      expect(await ticket(1_000_003n)).to.include({ status: 'refunded' })
    })
  })

  describe('when one block holds much', () => {
    it('mirrors an event, its first tickets and their first move out of one block', async () => {
      let event: Address = '0x'
      await chain.inOneBlock(async () => {
        event = await chain.createEvent('All at once')
        await chain.as(chain.ada, event).buy(2)
        await chain.as(chain.organizer, event).mint(1, chain.ben, 1)
        await chain.as(chain.ada, event).give(1_000_001n, chain.cleo)
        await chain.as(chain.organizer, event).write.voidTickets([[1_000_003n]], { gas: 1_000_000n })
      })
      await mirror.catchUp()
      await mirror.expectEqual()
      const { createdBlock } = await mirror.database.event.findFirstOrThrow({
        where: { name: 'All at once' },
      })
      expect(createdBlock).to.equal(await chain.client.getBlockNumber())
      expect(await mirror.database.transfer.count({ where: { blockNumber: createdBlock } })).to.equal(5)
    })

    it('mirrors a thousand transfers', async () => {
      const event = await chain.createEvent('A thousand')
      const recipients = Array.from({ length: 250 }, (_, index) => (index % 2 ? chain.ada : chain.ben))
      for (let chunk = 0; chunk < 4; chunk++) await chain.as(chain.organizer, event).airdrop(1, recipients)
      await mirror.catchUp()
      await mirror.expectEqual()
      const { sold } = await mirror.database.tier.findFirstOrThrow({ orderBy: { sold: 'desc' } })
      expect(sold).to.equal(1_000)
    })
  })

  describe('when it starts late', () => {
    const depth = 100n
    const reports: CatchUp[] = []
    let late: MirrorStage

    before(async () => {
      late = await openMirrorStage(chain, {
        assumedFinalDepth: depth,
        watch: { ...UNWATCHED, catchingUp: (reached) => reports.push(reached) },
      })
      await chain.mine(250)
      await chain.as(chain.ada, await chain.createEvent('After a long silence')).buy(1)
    })
    after(() => late.close())

    it('reads what is final in strides and keeps nothing to undo it', async () => {
      await late.catchUp()
      await late.expectEqual()
      const head = await chain.client.getBlockNumber()
      const kept = await late.database.journal.aggregate({ _min: { blockNumber: true } })
      expect((await late.store.load())?.finalNumber).to.equal(head - depth)
      expect(kept._min.blockNumber).to.equal(head - 1n)
      const { startBlock } = chain.followed
      expect(reports[0]?.from).to.equal(startBlock)
      expect(reports.at(-1)).to.include({ at: head - depth, to: head - depth })
    })

    it('forgets what would undo a block once that is final', async () => {
      await chain.mine(Number(depth) + 20)
      await late.catchUp()
      await late.expectEqual()
      expect(await late.database.journal.count()).to.equal(0)
    })
  })

  describe('when it is started again', () => {
    it('goes on where it stopped', async () => {
      const { tip } = (await mirror.store.load()) ?? expect.fail('there is no mirror')
      mirror.restart()
      await chain.as(chain.ada, await chain.createEvent('Next')).buy(1)
      await mirror.catchUp()
      await mirror.expectEqual()
      expect((await mirror.store.load())?.tip.number).to.be.greaterThan(Number(tip.number))
    })
  })

  describe('when somebody has meddled with the mirror', () => {
    it('builds it anew when the row of the chain is gone, as the operations manual says', async () => {
      await mirror.asOwner('DELETE FROM mirror.chain')
      mirror.restart()
      await mirror.catchUp()
      await mirror.expectEqual()
    })

    it('does not go on over rows that are gone', async () => {
      const event = await chain.createEvent('Torn')
      await chain.as(chain.ada, event).buy(1)
      await mirror.catchUp()
      await mirror.asOwner(`
        BEGIN;
        SET LOCAL usher.block_number = 'final';
        DELETE FROM mirror.ticket WHERE token_id = 1000001;
        COMMIT`)
      await chain.as(chain.ada, event).give(1_000_001n, chain.ben)
      const before = await mirror.store.load()
      expect(await mirror.poll().catch((error: unknown) => error)).to.be.instanceOf(MirrorTornError)
      expect(await mirror.store.load()).to.deep.equal(before)

      await mirror.asOwner('DELETE FROM mirror.chain')
      await mirror.catchUp()
      await mirror.expectEqual()
    })
  })

  describe('when the chain stands still', () => {
    it('confirms the head again at each look, by the clock of the database', async () => {
      await mirror.catchUp()
      const { confirmedAt: before } = await mirror.database.chain.findFirstOrThrow()
      await mirror.catchUp()
      const { confirmedAt, headNumber, blockNumber } = await mirror.database.chain.findFirstOrThrow()
      expect(confirmedAt?.getTime()).to.be.greaterThan(before?.getTime() ?? Number.NaN)
      expect(headNumber).to.equal(blockNumber)
    })
  })

  const ticket = (tokenId: bigint) => mirror.database.ticket.findFirstOrThrow({ where: { tokenId } })
})
