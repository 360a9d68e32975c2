import { expect } from 'chai'
import { type Address, bytesToHex, type PublicClient } from 'viem'
import { verifyMirror } from '#indexer/verify.ts'
import { type ChainStage, openChainStage, PRICE } from './chain-stage.ts'
import { type MirrorStage, openMirrorStage } from './mirror-stage.ts'

const TICKET = 1_000_001n
const HOUR = 3_600n
const DAY = 24n * HOUR

describe('a mirror of the market, the money and the gate’s marks', () => {
  let chain: ChainStage
  let mirror: MirrorStage
  let event: Address

  let leaveAll: () => Promise<void>

  before(async () => {
    chain = await openChainStage()
    mirror = await openMirrorStage(chain)
  })
  beforeEach(async () => {
    leaveAll = await chain.mark()
    event = await chain.createEvent()
    await chain.as(chain.ada, event).buy(3)
  })
  afterEach(() => leaveAll())
  after(async () => {
    await mirror.close()
    await chain.stop()
  })

  const ticket = () => mirror.database.ticket.findFirstOrThrow({ where: { tokenId: TICKET } })
  const status = async () => (await mirror.database.event.findFirstOrThrow()).status
  const reissues = () => mirror.database.reissue.count()
  const canceledListings = () => mirror.database.canceledListing.count()
  const account = async (address: Address) => {
    const accounts = await mirror.database.account.findMany()
    const found = accounts.find((row) => bytesToHex(row.address) === address)
    return found && { epoch: Number(found.epoch), credit: BigInt(found.credit.toFixed()) }
  }
  const organizer = () => chain.as(chain.organizer, event).write
  const ada = () => chain.as(chain.ada, event)

  /** Expects `look` to see `after` once `act` is mirrored, and `before` again once that has left the chain. */
  async function expectReverts<Seen>(
    act: () => Promise<unknown>,
    look: () => Promise<Seen>,
    { before, after }: { readonly before: Seen; readonly after: Seen },
  ): Promise<void> {
    await mirror.catchUp()
    expect(await look()).to.deep.equal(before)
    const leave = await chain.mark()
    await act()
    await mirror.catchUp()
    await mirror.expectEqual()
    expect(await look()).to.deep.equal(after)

    await leave()
    await chain.mine(1)
    await mirror.catchUp()
    await mirror.expectEqual()
    expect(await look()).to.deep.equal(before)
  }

  const resell = async () => chain.as(chain.ben, event).take(await chain.list(chain.ada, event, TICKET))
  const royalty = (PRICE * 500n) / 10_000n

  describe('given resales', () => {
    it('counts how often a ticket has moved', () =>
      expectReverts(
        async () => {
          await resell()
          await chain.as(chain.ben, event).give(TICKET, chain.ben)
          await organizer().voidTickets([[TICKET]])
        },
        async () => (await ticket()).transferCount,
        { before: 0n, after: 3n },
      ))

    it('knows the royalties that are owed', () =>
      expectReverts(resell, () => account(chain.organizer), {
        before: undefined,
        after: { epoch: 0, credit: royalty },
      }))

    it('knows that they were withdrawn', async () => {
      await resell()
      await expectReverts(
        () => organizer().withdrawCredit([chain.cleo]),
        () => account(chain.organizer),
        { before: { epoch: 0, credit: royalty }, after: { epoch: 0, credit: 0n } },
      )
    })
  })

  describe('given listings that are taken back', () => {
    it('knows one, also if it is taken back twice', () =>
      expectReverts(
        async () => {
          const { listing } = await chain.list(chain.ada, event, TICKET)
          await ada().write.cancelListing([listing])
          await ada().write.cancelListing([listing])
        },
        canceledListings,
        { before: 0, after: 1 },
      ))

    it('knows that all were taken back, beside what is owed to the seller', async () => {
      await organizer().voidTickets([[TICKET]])
      await expectReverts(
        async () => {
          await ada().write.cancelListings()
          await ada().write.cancelListings()
        },
        () => account(chain.ada),
        { before: { epoch: 0, credit: PRICE }, after: { epoch: 2, credit: PRICE } },
      )
    })
  })

  describe('given a reissue', () => {
    const announce = () => organizer().announceReissue([TICKET, chain.cleo])

    it('knows that it is announced, and to whom when another one takes its place', () =>
      expectReverts(
        async () => {
          await announce()
          await organizer().announceReissue([TICKET, chain.ben])
        },
        async () => (await mirror.database.reissue.findMany()).map(({ to }) => bytesToHex(to)),
        { before: [], after: [chain.ben] },
      ))

    it('knows that it was refused', async () => {
      await announce()
      await expectReverts(() => ada().write.dropReissue([TICKET]), reissues, { before: 1, after: 0 })
    })

    it('knows that a movement has ended it', async () => {
      await announce()
      await expectReverts(() => ada().give(TICKET, chain.ben), reissues, { before: 1, after: 0 })
    })

    it('knows that it took place', async () => {
      await chain.postpone(event)
      await chain.postpone(event)
      await announce()
      const { timestamp } = await chain.client.getBlock()
      await expectReverts(
        async () => {
          await chain.control.setNextBlockTimestamp({ timestamp: timestamp + DAY })
          await chain.as(chain.ben, event).write.reissue([TICKET])
        },
        async () => [await reissues(), bytesToHex((await ticket()).owner)],
        { before: [1, chain.ada], after: [0, chain.cleo] },
      )
    })
  })

  describe('given the gate’s marks', () => {
    const isUsed = async () => (await ticket()).isUsed
    const use = async () => {
      await chain.passEnd(event, -6n * HOUR)
      await organizer().markUsed([[TICKET]])
    }

    it('knows a used ticket', () => expectReverts(use, isUsed, { before: false, after: true }))

    it('knows that the mark was lifted', async () => {
      await use()
      await expectReverts(() => organizer().liftUsed([[TICKET]]), isUsed, { before: true, after: false })
    })
  })

  describe('given the end of the money', () => {
    it('knows moved times, which open refunds and end nothing', () =>
      expectReverts(
        () => chain.postpone(event),
        async () => [await status(), (await mirror.database.event.findFirstOrThrow()).isMoved],
        { before: ['active', false], after: ['active', true] },
      ))

    it('takes times that change before the first ticket for no move', async () => {
      await chain.postpone(await chain.createEvent('Unsold'))
      await mirror.catchUp()
      await mirror.expectEqual()
      const { isMoved } = await mirror.database.event.findFirstOrThrow({ where: { name: 'Unsold' } })
      expect(isMoved).to.equal(false)
    })

    it('knows a settled event', () =>
      expectReverts(
        async () => {
          await chain.passEnd(event, 3n * DAY)
          await organizer().withdraw([chain.organizer])
        },
        status,
        { before: 'active', after: 'settled' },
      ))

    it('knows an event that nobody settled, also if its times were moved before', async () => {
      await chain.postpone(event)
      await expectReverts(
        async () => {
          await chain.passEnd(event, 180n * DAY)
          await chain.as(chain.cleo, event).write.openRefunds()
        },
        status,
        { before: 'active', after: 'refunding' },
      )
    })
  })

  describe('when somebody has meddled with it', () => {
    const meddle: Record<string, readonly [string, RegExp]> = {
      'a counter': ['UPDATE mirror.ticket SET transfer_count = 9', /transferCount is 9 .* 0 on the chain/],
      'a mark': ['UPDATE mirror.ticket SET is_used = true', /isUsed is true in the mirror, false/],
      'moved times': ['UPDATE mirror.event SET is_moved = true', /isMoved is true in the mirror, false/],
      'a status': [`UPDATE mirror.event SET status = 'settled'`, /status is settled in the mirror, active/],
      'a credit': ['UPDATE mirror.account SET credit = credit + 1', /credit is \d+ in the mirror, \d+ on/],
      'an epoch': ['UPDATE mirror.account SET epoch = 5', /epoch is 5 in the mirror, 1 on the chain/],
      'an account that is gone': ['DELETE FROM mirror.account', /account 0x\w+ of 0x\w+ is missing/],
      'a listing that is gone': [
        'DELETE FROM mirror.canceled_listing',
        /canceled listing 0x\w+ .* is missing/,
      ],
      'a reissue that is gone': ['DELETE FROM mirror.reissue', /reissue of 1000001 of 0x\w+ is missing/],
      'a happening that is gone': [
        `DELETE FROM mirror.ticket_log WHERE kind = 'voided'`,
        /happening \d+ of block \d+ of 0x\w+ is missing/,
      ],
      'a happening that never was': [
        `UPDATE mirror.ticket_log SET kind = 'reissued' WHERE kind = 'voided'`,
        /kind is reissued in the mirror, voided on the chain/,
      ],
    }

    beforeEach(async () => {
      const { listing } = await chain.list(chain.ada, event, TICKET)
      await ada().write.cancelListing([listing])
      await ada().write.cancelListings()
      await organizer().voidTickets([[TICKET + 1n]])
      await organizer().announceReissue([TICKET, chain.cleo])
      await mirror.catchUp()
      await mirror.expectEqual()
    })
    afterEach(async () => {
      await mirror.asOwner('DELETE FROM mirror.chain')
      mirror.restart()
    })

    for (const [name, [statement, sentence]] of Object.entries(meddle)) {
      it(`is found out: ${name}`, async () => {
        await mirror.asOwner(`BEGIN; SET LOCAL usher.block_number = 'final'; ${statement}; COMMIT`)
        const client = chain.client as PublicClient
        const differences = await verifyMirror(mirror.database, client, chain.followed)
        expect(differences.join('\n')).to.match(sentence)
      })
    }
  })

  describe('when one block holds much', () => {
    it('keeps what is true at its end', async () => {
      const listed = await chain.list(chain.ada, event, TICKET)
      const gas = 1_000_000n
      await chain.inOneBlock(async () => {
        await organizer().announceReissue([TICKET, chain.cleo], { gas })
        await chain.as(chain.ben, event).take(listed)
        await organizer().announceReissue([TICKET, chain.ada], { gas })
        await organizer().withdrawCredit([chain.cleo], { gas })
        await ada().write.cancelListings({ gas })
        await ada().write.cancelListing([listed.listing], { gas })
      })
      await mirror.catchUp()
      await mirror.expectEqual()
      expect(await reissues()).to.equal(1)
      expect(await account(chain.organizer)).to.deep.equal({ epoch: 0, credit: 0n })
      expect(await account(chain.ada)).to.deep.equal({ epoch: 1, credit: 0n })
      expect((await ticket()).transferCount).to.equal(1n)
    })
  })
})
