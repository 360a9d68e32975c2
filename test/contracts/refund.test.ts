import { expect } from 'chai'
import type { Address, Hex } from 'viem'
import { encodeFunctionData, getAddress, getContract, zeroAddress } from 'viem'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { readArtifact } from '#scripts/artifacts.ts'
import type { TestChain } from './chain.ts'
import { decodeRefusal, expectRevert, openChain } from './chain.ts'
import type { TestEvent } from './event.ts'
import { createEvent, DAY, logsOf, PRICE, status, tier } from './event.ts'

const TICKET = 1_000_001n
const BOUND = 4_000_001n
const FREE = 5_000_001n

/** An account that has never held anything. */
const PURSE = getAddress(`0x${'ab'.repeat(20)}`)

describe('UsherEvent.refund', () => {
  let chain: TestChain
  let event: TestEvent
  let guest: Address

  const created = async () => {
    const fresh = await createEvent(chain)
    await fresh.buy(fresh.guest, tier.open, 2n)
    await fresh.buy(fresh.guest, tier.bound)
    await fresh.buy(fresh.guest, tier.free)
    return fresh
  }

  before(async () => {
    chain = await openChain()
  })

  beforeEach(async () => {
    event = await chain.loadFixture(created)
    guest = getAddress(event.guest.account.address)
  })

  const refund = (...tokenIds: bigint[]) => event.as(event.guest).write.refund([tokenIds, PURSE])
  const cancel = () => event.as(event.organizer).write.cancelEvent()
  const postpone = () => {
    const { doorsAt, endsAt, cutOffAt } = event.settings
    return event.as(event.organizer).write.changeTimes([doorsAt + DAY, endsAt + DAY, cutOffAt + DAY])
  }
  const abandon = async () => {
    await chain.time.increaseTo(event.settings.endsAt + 180n * DAY)
    await event.as(event.stranger).write.openRefunds()
  }

  describe('while the event goes on as announced', () => {
    it('is closed', async () => {
      expect(await event.read.refundsOpen()).to.equal(false)
      await expectRevert(refund(TICKET), 'UsherEvent_RefundsClosed')
      await chain.time.increaseTo(event.settings.endsAt)
      await expectRevert(refund(TICKET), 'UsherEvent_RefundsClosed')
    })
  })

  const forGood: [string, () => Promise<unknown>, number][] = [
    ['once the event is canceled', cancel, status.canceled],
    ['once anyone has opened refunds of an event that nobody settled', abandon, status.refunding],
  ]
  for (const [when, open, expected] of forGood) {
    describe(when, () => {
      beforeEach(async () => {
        await open()
      })

      it('pays each ticket exactly what it paid, once, and leaves it where it is', async () => {
        expect(await event.read.refundsOpen()).to.equal(true)
        expect(await event.read.status()).to.equal(expected)

        expect(await logsOf(chain, refund(TICKET, BOUND))).to.deep.equal([
          { eventName: 'TicketRefunded', args: { tokenId: TICKET, to: PURSE, amount: PRICE } },
          { eventName: 'TicketRefunded', args: { tokenId: BOUND, to: PURSE, amount: PRICE } },
        ])

        expect(await chain.client.getBalance({ address: PURSE })).to.equal(2n * PRICE)
        expect(await event.read.ownerOf([TICKET])).to.equal(guest)
        expect(await event.read.paidFor([TICKET])).to.equal(0n)
        expect(await event.read.escrow()).to.equal(PRICE)
        await expectRevert(refund(TICKET), 'UsherEvent_NothingToRefund', [TICKET])
      })

      it('cannot be made twice in one call', async () => {
        await expectRevert(refund(TICKET, TICKET), 'UsherEvent_NothingToRefund', [TICKET])
      })

      it('stays open', async () => {
        await chain.time.increase(1_000n * DAY)
        await refund(TICKET)
      })

      it('leaves nothing for the organizer', async () => {
        const { write } = event.as(event.organizer)
        await chain.time.increaseTo(event.settings.endsAt + 181n * DAY)
        await expectRevert(write.withdraw([PURSE]), 'UsherEvent_Frozen', [expected])
        await expectRevert(write.cancelEvent(), 'UsherEvent_Frozen', [expected])
        await expectRevert(write.openRefunds(), 'UsherEvent_Frozen', [expected])
      })
    })
  }

  describe('once the times have moved', () => {
    beforeEach(async () => {
      await postpone()
    })

    it('pays what a ticket paid, and ends it', async () => {
      expect(await logsOf(chain, refund(BOUND))).to.deep.equal([
        { eventName: 'Transfer', args: { from: guest, to: zeroAddress, tokenId: BOUND } },
        { eventName: 'TicketRefunded', args: { tokenId: BOUND, to: PURSE, amount: PRICE } },
      ])
      expect(await chain.client.getBalance({ address: PURSE })).to.equal(PRICE)
      await expectRevert(refund(BOUND), 'UsherEvent_NotHolder', [BOUND, guest])
    })

    it('is open after the cut-off and until doors', async () => {
      await chain.time.setNextBlockTimestamp(event.settings.doorsAt + DAY)
      await expectRevert(refund(TICKET), 'UsherEvent_RefundsClosed')
      await chain.time.setNextBlockTimestamp(event.settings.doorsAt + DAY - 1n)
      await refund(TICKET)
    })

    it('is open for good if the event is then canceled', async () => {
      await refund(TICKET)
      await cancel()
      await chain.time.increase(1_000n * DAY)
      await refund(TICKET + 1n)
    })
  })

  describe('of a ticket that changed hands', () => {
    it('is its present holder’s', async () => {
      const friend = getAddress(event.friend.account.address)
      await event.as(event.guest).write.transferFrom([guest, friend, TICKET])
      await cancel()

      await expectRevert(refund(TICKET), 'UsherEvent_NotHolder', [TICKET, guest])
      await event.as(event.friend).write.refund([[TICKET], PURSE])
    })
  })

  describe('of anything else', () => {
    beforeEach(async () => {
      await cancel()
    })

    it('is refused: a free ticket, none at all, and none that exists', async () => {
      await expectRevert(refund(FREE), 'UsherEvent_NothingToRefund', [FREE])
      await expectRevert(refund(), 'UsherEvent_CountZero')
      await expectRevert(refund(1_000_003n), 'UsherEvent_NotHolder', [1_000_003n, guest])
    })

    it('is refused to whoever the holder has approved', async () => {
      await event.as(event.guest).write.setApprovalForAll([event.friend.account.address, true])
      const friend = getAddress(event.friend.account.address)
      await expectRevert(event.as(event.friend).write.refund([[TICKET], PURSE]), 'UsherEvent_NotHolder', [
        TICKET,
        friend,
      ])
    })

    it('is refused to nobody', async () => {
      await expectRevert(
        event.as(event.guest).write.refund([[TICKET], zeroAddress]),
        'UsherEvent_RecipientRequired',
      )
    })
  })

  describe('to a contract', () => {
    const open = async () => {
      const { abi } = await readArtifact('Puppet')
      return getContract({ address: await chain.deploy('Puppet'), abi, client: event.guest })
    }

    it('is refused as a whole when it takes no money, and can go elsewhere', async () => {
      const puppet = await open()
      await puppet.write.refuse?.()
      await cancel()

      await expectRevert(
        event.as(event.guest).write.refund([[TICKET], puppet.address]),
        'UsherEvent_PaymentFailed',
        [getAddress(puppet.address), PRICE],
      )
      await refund(TICKET)
    })

    it('cannot be entered again from it', async () => {
      const puppet = await open()
      await event.as(event.guest).write.transferFrom([guest, puppet.address, TICKET])
      await event.as(event.guest).write.transferFrom([guest, puppet.address, TICKET + 1n])
      await cancel()
      const again = (tokenId: bigint) =>
        encodeFunctionData({ abi: usherEventAbi, functionName: 'refund', args: [[tokenId], puppet.address] })
      await puppet.write.reactWith?.([event.address, again(TICKET + 1n)])

      await puppet.write.execute?.([event.address, again(TICKET)])

      expect(await puppet.read.reactions?.()).to.equal(1n)
      expect(decodeRefusal((await puppet.read.refusal?.()) as Hex).errorName).to.equal(
        'ReentrancyGuardReentrantCall',
      )
      expect(await chain.client.getBalance({ address: puppet.address })).to.equal(PRICE)
      expect(await event.read.paidFor([TICKET + 1n])).to.equal(PRICE)
    })
  })
})
