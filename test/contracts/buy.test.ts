import { expect } from 'chai'
import type { Address } from 'viem'
import { getAddress, zeroAddress } from 'viem'
import type { TestChain } from './chain.ts'
import { expectRevert, openChain } from './chain.ts'
import type { TestEvent } from './event.ts'
import { createEvent, HOUR, logsOf, PRICE, status, tier } from './event.ts'

describe('UsherEvent.buy', () => {
  let chain: TestChain
  let event: TestEvent
  let guest: ReturnType<TestEvent['as']>
  let me: Address

  const created = () => createEvent(chain, { standing: { supply: 5, perPayer: 3 } })

  before(async () => {
    chain = await openChain()
  })

  beforeEach(async () => {
    event = await chain.loadFixture(created)
    guest = event.as(event.guest)
    me = getAddress(event.guest.account.address)
  })

  describe('when a guest pays for two tickets', () => {
    it('issues the next two numbers of the tier and says so in its logs', async () => {
      await event.buy(event.friend, tier.open)
      const friend = getAddress(event.friend.account.address)

      const sent = guest.write.buy([tier.open, 2n, friend, PRICE], { value: 2n * PRICE })

      expect(await logsOf(chain, sent)).to.deep.equal([
        { eventName: 'Transfer', args: { from: zeroAddress, to: friend, tokenId: 1_000_002n } },
        { eventName: 'Transfer', args: { from: zeroAddress, to: friend, tokenId: 1_000_003n } },
        { eventName: 'TicketsSold', args: { firstTokenId: 1_000_002n, count: 2n, payer: me, price: PRICE } },
      ])
      expect(await event.read.ownerOf([1_000_003n])).to.equal(friend)
      expect(await event.read.balanceOf([friend])).to.equal(3n)
    })

    it('keeps the money for the tickets', async () => {
      await event.buy(event.guest, tier.gift, 2n)

      expect(await event.read.escrow()).to.equal(2n * PRICE)
      expect(await event.read.paidFor([2_000_001n])).to.equal(PRICE)
      expect(await event.read.paidFor([2_000_002n])).to.equal(PRICE)
      expect(await event.read.paidFor([2_000_003n])).to.equal(0n)
      expect(await chain.client.getBalance({ address: event.address })).to.equal(2n * PRICE)
    })
  })

  describe('when the tier is free', () => {
    it('issues a ticket without a sale in the logs or money in escrow', async () => {
      const logs = await logsOf(chain, event.buy(event.guest, tier.free))

      expect(logs.map(({ eventName }) => eventName)).to.deep.equal(['Transfer'])
      expect(await event.read.paidFor([5_000_001n])).to.equal(0n)
      expect(await event.read.escrow()).to.equal(0n)
    })
  })

  describe('when the price is another than the buyer expects', () => {
    for (const expected of [PRICE - 1n, PRICE + 1n]) {
      it(`refuses ${expected > PRICE ? 'above' : 'below'} it`, async () => {
        await expectRevert(
          guest.write.buy([tier.open, 1n, me, expected], { value: expected }),
          'UsherEvent_PriceChanged',
          [expected, PRICE],
        )
      })
    }
  })

  describe('when not exactly the due amount is sent', () => {
    for (const paid of [0n, 2n * PRICE - 1n, 2n * PRICE + 1n]) {
      it(`refuses ${paid} for two`, async () => {
        await expectRevert(
          guest.write.buy([tier.open, 2n, me, PRICE], { value: paid }),
          'UsherEvent_PaymentInexact',
          [2n * PRICE, paid],
        )
      })
    }

    it('refuses money for a free ticket', async () => {
      await expectRevert(
        guest.write.buy([tier.free, 1n, me, 0n], { value: 1n }),
        'UsherEvent_PaymentInexact',
        [0n, 1n],
      )
    })
  })

  describe('at the edges of the sale', () => {
    const window = () => [tier.open, event.start + 2n * HOUR, event.start + 4n * HOUR] as const

    beforeEach(async () => {
      const [tierId, saleStartsAt, saleEndsAt] = window()
      const settings = { ...event.tiers[0], saleStartsAt, saleEndsAt }
      await event.as(event.organizer).write.changeTier([tierId, settings as TestEvent['standing']])
    })

    it('refuses the second before it starts', async () => {
      await chain.time.setNextBlockTimestamp(event.start + 2n * HOUR - 1n)
      await expectRevert(event.buy(event.guest, tier.open), 'UsherEvent_NotOnSale', window())
    })

    it('sells in its first second', async () => {
      await chain.time.setNextBlockTimestamp(event.start + 2n * HOUR)
      await event.buy(event.guest, tier.open)
    })

    it('sells in its last second', async () => {
      await chain.time.setNextBlockTimestamp(event.start + 4n * HOUR - 1n)
      await event.buy(event.guest, tier.open)
    })

    it('refuses the second after', async () => {
      await chain.time.setNextBlockTimestamp(event.start + 4n * HOUR)
      await expectRevert(event.buy(event.guest, tier.open), 'UsherEvent_NotOnSale', window())
    })
  })

  describe('when the tier is never for sale', () => {
    it('refuses', async () => {
      const settings = { ...event.standing, saleStartsAt: 0n, saleEndsAt: 0n }
      await event.as(event.organizer).write.changeTier([tier.bound, settings])
      await expectRevert(event.buy(event.guest, tier.bound), 'UsherEvent_NotOnSale', [tier.bound, 0n, 0n])
    })
  })

  describe('at the edges of the supply', () => {
    it('sells the last place and refuses one more', async () => {
      await event.buy(event.guest, tier.open, 3n)
      await expectRevert(event.buy(event.friend, tier.open, 3n), 'UsherEvent_SoldOut', [tier.open, 2n, 3n])
      await event.buy(event.friend, tier.open, 2n)
      await expectRevert(event.buy(event.friend, tier.open), 'UsherEvent_SoldOut', [tier.open, 0n, 1n])
    })

    it('refuses to sell nothing, and to sell more than any number holds', async () => {
      await expectRevert(event.buy(event.guest, tier.open, 0n), 'UsherEvent_CountZero')
      const count = 2n ** 256n - 1n
      await expectRevert(guest.write.buy([tier.open, count, me, PRICE]), 'UsherEvent_SoldOut', [1, 5n, count])
    })
  })

  describe("at the edges of the payer's limit", () => {
    it('counts what one wallet has paid for in this tier, whoever got it', async () => {
      await guest.write.buy([tier.open, 2n, event.friend.account.address, PRICE], { value: 2n * PRICE })
      await expectRevert(event.buy(event.guest, tier.open, 2n), 'UsherEvent_PayerLimit', [tier.open, 3n, 4n])

      await event.buy(event.guest, tier.open)
      await event.buy(event.guest, tier.gift, 3n)
      expect(await event.read.boughtBy([tier.open, me])).to.equal(3)
    })
  })

  describe('when the tier does not exist', () => {
    for (const tierId of [0, 6]) {
      it(`refuses tier ${tierId}`, async () => {
        await expectRevert(guest.write.buy([tierId, 1n, me, 0n]), 'UsherEvent_TierUnknown', [tierId])
      })
    }
  })

  describe('when nobody would get the ticket', () => {
    it('refuses', async () => {
      await expectRevert(
        guest.write.buy([tier.open, 1n, zeroAddress, PRICE], { value: PRICE }),
        'ERC721InvalidReceiver',
        [zeroAddress],
      )
    })
  })

  describe('while sales are paused', () => {
    it('refuses, and sells again when they are resumed', async () => {
      const organizer = event.as(event.organizer)
      expect(await logsOf(chain, organizer.write.pauseSales())).to.deep.equal([
        { eventName: 'SalesPaused', args: {} },
      ])
      expect(await event.read.salesPaused()).to.equal(true)
      await expectRevert(organizer.write.pauseSales(), 'UsherEvent_SalesPaused')
      await expectRevert(event.buy(event.guest, tier.open), 'UsherEvent_SalesPaused')

      expect(await logsOf(chain, organizer.write.resumeSales())).to.deep.equal([
        { eventName: 'SalesResumed', args: {} },
      ])
      await expectRevert(organizer.write.resumeSales(), 'UsherEvent_SalesNotPaused')
      await event.buy(event.guest, tier.open)
    })
  })

  describe('when the event is over or canceled', () => {
    beforeEach(async () => {
      const settings = { ...event.standing, saleEndsAt: event.settings.endsAt + HOUR, supply: 5 }
      await event.as(event.organizer).write.changeTier([tier.open, settings])
    })

    it('sells in the last second before the end', async () => {
      await chain.time.setNextBlockTimestamp(event.settings.endsAt - 1n)
      await event.buy(event.guest, tier.open)
    })

    it('refuses from the end on', async () => {
      await chain.time.setNextBlockTimestamp(event.settings.endsAt)
      await expectRevert(event.buy(event.guest, tier.open), 'UsherEvent_Ended', [event.settings.endsAt])
    })

    it('refuses after the cancellation', async () => {
      await event.as(event.organizer).write.cancelEvent()
      await expectRevert(event.buy(event.guest, tier.open), 'UsherEvent_Frozen', [status.canceled])
    })
  })
})
