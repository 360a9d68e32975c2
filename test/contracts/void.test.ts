import { expect } from 'chai'
import type { Address } from 'viem'
import { getAddress, zeroAddress } from 'viem'
import type { TestChain } from './chain.ts'
import { expectRevert, openChain } from './chain.ts'
import type { TestEvent } from './event.ts'
import { createEvent, logsOf, PRICE, status, tier } from './event.ts'

const SOLD = 1_000_001n
const FREE = 5_000_001n

describe('UsherEvent.voidTickets', () => {
  let chain: TestChain
  let event: TestEvent
  let guest: Address

  const created = async () => {
    const fresh = await createEvent(chain, { standing: { supply: 2 } })
    await fresh.buy(fresh.guest, tier.open)
    await fresh.buy(fresh.guest, tier.free)
    await fresh.buy(fresh.friend, tier.bound)
    return fresh
  }

  before(async () => {
    chain = await openChain()
  })

  beforeEach(async () => {
    event = await chain.loadFixture(created)
    guest = getAddress(event.guest.account.address)
  })

  const voidTickets = (...tokenIds: bigint[]) => event.as(event.organizer).write.voidTickets([tokenIds])

  it('ends the tickets and owes their holders what they had paid', async () => {
    expect(await logsOf(chain, voidTickets(SOLD, FREE))).to.deep.equal([
      { eventName: 'Transfer', args: { from: guest, to: zeroAddress, tokenId: SOLD } },
      { eventName: 'TicketVoided', args: { tokenId: SOLD, holder: guest } },
      { eventName: 'CreditAdded', args: { account: guest, tokenId: SOLD, amount: PRICE } },
      { eventName: 'Transfer', args: { from: guest, to: zeroAddress, tokenId: FREE } },
      { eventName: 'TicketVoided', args: { tokenId: FREE, holder: guest } },
    ])
    expect(await event.read.balanceOf([guest])).to.equal(0n)
    expect(await event.read.paidFor([SOLD])).to.equal(0n)
    expect(await event.read.creditOf([guest])).to.equal(PRICE)
    expect(await event.read.totalCredit()).to.equal(PRICE)
    expect(await event.read.escrow()).to.equal(PRICE)
    await expectRevert(event.read.ownerOf([SOLD]), 'ERC721NonexistentToken', [SOLD])
  })

  it('sells their places to nobody and gives their numbers to no other ticket', async () => {
    await voidTickets(SOLD)

    const logs = await logsOf(chain, event.buy(event.friend, tier.open))
    expect(logs[0]?.args).to.deep.include({ tokenId: SOLD + 1n })
    await expectRevert(event.buy(event.friend, tier.open), 'UsherEvent_SoldOut', [tier.open, 0n, 1n])
  })

  it('ends a ticket once', async () => {
    await expectRevert(voidTickets(SOLD, SOLD), 'ERC721NonexistentToken', [SOLD])
    await voidTickets(SOLD)
    await expectRevert(voidTickets(SOLD), 'ERC721NonexistentToken', [SOLD])
  })

  it('refuses what is no ticket, and an empty list', async () => {
    await expectRevert(voidTickets(SOLD, 1_000_002n), 'ERC721NonexistentToken', [1_000_002n])
    await expectRevert(voidTickets(2n ** 64n + SOLD), 'ERC721NonexistentToken', [2n ** 64n + SOLD])
    await expectRevert(voidTickets(), 'UsherEvent_CountZero')
  })

  it('is possible after the cut-off and after the end, until settlement', async () => {
    await chain.time.increaseTo(event.settings.endsAt + 72n * 3_600n)
    await voidTickets(SOLD)
    const organizer = event.as(event.organizer)
    await organizer.write.withdraw([event.organizer.account.address])
    await expectRevert(voidTickets(FREE), 'UsherEvent_Frozen', [status.settled])
    expect(await event.read.creditOf([guest])).to.equal(PRICE)
  })

  it('is refused after the cancellation', async () => {
    await event.as(event.organizer).write.cancelEvent()
    await expectRevert(voidTickets(SOLD), 'UsherEvent_Frozen', [status.canceled])
  })

  it('is the organizer’s alone, not even the holder’s', async () => {
    await expectRevert(event.as(event.guest).write.voidTickets([[SOLD]]), 'OwnableUnauthorizedAccount', [
      guest,
    ])
  })

  describe('the credit', () => {
    it('is sent to whom its account names, once', async () => {
      await voidTickets(SOLD)
      const to = getAddress(`0x${'ab'.repeat(20)}`)

      expect(await logsOf(chain, event.as(event.guest).write.withdrawCredit([to]))).to.deep.equal([
        { eventName: 'CreditWithdrawn', args: { account: guest, to, amount: PRICE } },
      ])
      expect(await chain.client.getBalance({ address: to })).to.equal(PRICE)
      expect(await event.read.totalCredit()).to.equal(0n)
      await expectRevert(event.as(event.guest).write.withdrawCredit([to]), 'UsherEvent_NoCredit', [guest])
    })

    it('adds up over several tickets', async () => {
      await event.buy(event.guest, tier.gift, 2n)
      await voidTickets(SOLD, 2_000_001n, 2_000_002n, 4_000_001n)
      expect(await event.read.creditOf([guest])).to.equal(3n * PRICE)
      expect(await event.read.totalCredit()).to.equal(4n * PRICE)
    })

    it('can be withdrawn after the cancellation', async () => {
      await voidTickets(SOLD)
      await event.as(event.organizer).write.cancelEvent()
      await event.as(event.guest).write.withdrawCredit([guest])
    })

    it('is sent to somebody', async () => {
      await voidTickets(SOLD)
      await expectRevert(
        event.as(event.guest).write.withdrawCredit([zeroAddress]),
        'UsherEvent_RecipientRequired',
      )
    })
  })
})
