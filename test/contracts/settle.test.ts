import { expect } from 'chai'
import { getAddress, zeroAddress } from 'viem'
import type { TestChain } from './chain.ts'
import { expectRevert, openChain } from './chain.ts'
import type { TestEvent } from './event.ts'
import { createEvent, DAY, HOUR, logsOf, PRICE, status, tier } from './event.ts'

const PURSE = getAddress(`0x${'ab'.repeat(20)}`)
const EVERY_TICKET = { _fromTokenId: 0n, _toTokenId: 2n ** 256n - 1n }

describe('the money of a UsherEvent', () => {
  let chain: TestChain
  let event: TestEvent

  const created = async () => {
    const fresh = await createEvent(chain)
    await fresh.buy(fresh.guest, tier.open, 3n)
    await fresh.buy(fresh.guest, tier.free, 2n)
    return fresh
  }

  before(async () => {
    chain = await openChain()
  })

  beforeEach(async () => {
    event = await chain.loadFixture(created)
  })

  const withdraw = () => event.as(event.organizer).write.withdraw([PURSE])

  describe('status', () => {
    it('is selling, then ended from the end on, then settled', async () => {
      expect(await event.read.status()).to.equal(status.selling)
      await chain.time.increaseTo(event.settings.endsAt - 1n)
      expect(await event.read.status()).to.equal(status.selling)
      await chain.time.increaseTo(event.settings.endsAt)
      expect(await event.read.status()).to.equal(status.ended)
      await chain.time.increaseTo(event.settings.endsAt + 72n * HOUR)
      await withdraw()
      expect(await event.read.status()).to.equal(status.settled)
    })
  })

  describe('withdraw', () => {
    it('is possible 72 hours after the end and not a second earlier', async () => {
      const possibleAt = event.settings.endsAt + 72n * HOUR
      await expectRevert(withdraw(), 'UsherEvent_TooEarly', [possibleAt])
      await chain.time.setNextBlockTimestamp(possibleAt - 1n)
      await expectRevert(withdraw(), 'UsherEvent_TooEarly', [possibleAt])
      await chain.time.setNextBlockTimestamp(possibleAt)

      expect(await logsOf(chain, withdraw())).to.deep.equal([
        { eventName: 'EventSettled', args: { to: PURSE, amount: 3n * PRICE } },
      ])
      expect(await chain.client.getBalance({ address: PURSE })).to.equal(3n * PRICE)
      expect(await event.read.escrow()).to.equal(0n)
      expect(await event.read.paidFor([1_000_001n])).to.equal(0n)
    })

    it('is possible once, and ends cancellation and refunds', async () => {
      await chain.time.increaseTo(event.settings.endsAt + 181n * DAY)
      await withdraw()
      await expectRevert(withdraw(), 'UsherEvent_Frozen', [status.settled])
      await expectRevert(event.as(event.organizer).write.cancelEvent(), 'UsherEvent_Frozen', [status.settled])
      await expectRevert(event.as(event.stranger).write.openRefunds(), 'UsherEvent_Frozen', [status.settled])
      await expectRevert(
        event.as(event.guest).write.refund([[1_000_001n], PURSE]),
        'UsherEvent_RefundsClosed',
      )
    })

    it('leaves what is owed to others, and takes nothing that was not booked', async () => {
      await event.as(event.organizer).write.voidTickets([[1_000_002n]])
      await chain.setBalance(event.address, 100n * PRICE)
      await chain.time.increaseTo(event.settings.endsAt + 72n * HOUR)

      await withdraw()

      expect(await chain.client.getBalance({ address: PURSE })).to.equal(2n * PRICE)
      await event.as(event.guest).write.withdrawCredit([event.guest.account.address])
      expect(await chain.client.getBalance({ address: event.address })).to.equal(97n * PRICE)
    })

    it('goes to somebody, who takes it', async () => {
      const puppet = await chain.deploy('OddToken')
      await chain.time.increaseTo(event.settings.endsAt + 72n * HOUR)
      const { write } = event.as(event.organizer)
      await expectRevert(write.withdraw([zeroAddress]), 'UsherEvent_RecipientRequired')
      await expectRevert(write.withdraw([puppet]), 'UsherEvent_PaymentFailed', [
        getAddress(puppet),
        3n * PRICE,
      ])
    })

    it('settles an event that earned nothing', async () => {
      const { write } = event.as(event.organizer)
      await write.voidTickets([[1_000_001n, 1_000_002n, 1_000_003n]])
      await chain.time.increaseTo(event.settings.endsAt + 72n * HOUR)
      expect(await logsOf(chain, withdraw())).to.deep.equal([
        { eventName: 'EventSettled', args: { to: PURSE, amount: 0n } },
      ])
    })

    it('is the organizer’s alone', async () => {
      const guest = getAddress(event.guest.account.address)
      await expectRevert(event.as(event.guest).write.withdraw([PURSE]), 'OwnableUnauthorizedAccount', [guest])
    })
  })

  describe('cancelEvent', () => {
    it('is told in the logs and is for good', async () => {
      const { write } = event.as(event.organizer)
      expect(await logsOf(chain, write.cancelEvent())).to.deep.equal([
        { eventName: 'EventCanceled', args: {} },
        { eventName: 'BatchMetadataUpdate', args: EVERY_TICKET },
      ])
      await expectRevert(write.cancelEvent(), 'UsherEvent_Frozen', [status.canceled])
      await chain.time.increaseTo(event.settings.endsAt)
      expect(await event.read.status()).to.equal(status.canceled)
    })

    it('is possible after the end, until settlement', async () => {
      await chain.time.increaseTo(event.settings.endsAt + 100n * DAY)
      await event.as(event.organizer).write.cancelEvent()
      await event.as(event.guest).write.refund([[1_000_001n], PURSE])
    })

    it('is the organizer’s alone', async () => {
      const guest = getAddress(event.guest.account.address)
      await expectRevert(event.as(event.guest).write.cancelEvent(), 'OwnableUnauthorizedAccount', [guest])
    })
  })

  describe('openRefunds', () => {
    it('is open to anyone 180 days after the end and not a second earlier', async () => {
      const possibleAt = event.settings.endsAt + 180n * DAY
      const { write } = event.as(event.stranger)
      await chain.time.setNextBlockTimestamp(possibleAt - 1n)
      await expectRevert(write.openRefunds(), 'UsherEvent_TooEarly', [possibleAt])
      await chain.time.setNextBlockTimestamp(possibleAt)
      expect(await logsOf(chain, write.openRefunds())).to.deep.equal([
        { eventName: 'RefundsOpened', args: {} },
      ])
    })
  })

  it('is never sent without a purchase', async () => {
    const sent = event.guest.sendTransaction({ to: event.address, value: 1n })
    await sent.then(
      () => expect.fail('expected the transfer to be refused'),
      () => undefined,
    )
    expect(await chain.client.getBalance({ address: event.address })).to.equal(3n * PRICE)
  })
})
