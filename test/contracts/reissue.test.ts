import { expect } from 'chai'
import type { Address } from 'viem'
import { getAddress, zeroAddress } from 'viem'
import type { TestChain } from './chain.ts'
import { expectRevert, openChain } from './chain.ts'
import type { TestEvent } from './event.ts'
import { createEvent, DAY, logsOf, PRICE, status, tier } from './event.ts'

const OPEN = 1_000_001n
const BOUND = 4_000_001n

describe('the reissue of a ticket', () => {
  let chain: TestChain
  let event: TestEvent
  let guest: Address
  let friend: Address
  let organizer: Address

  const created = async () => {
    const fresh = await createEvent(chain)
    await fresh.buy(fresh.guest, tier.open)
    await fresh.buy(fresh.guest, tier.bound)
    return fresh
  }

  before(async () => {
    chain = await openChain()
  })

  beforeEach(async () => {
    event = await chain.loadFixture(created)
    guest = getAddress(event.guest.account.address)
    friend = getAddress(event.friend.account.address)
    organizer = getAddress(event.organizer.account.address)
  })

  const announce = (tokenId = BOUND, to = friend) =>
    event.as(event.organizer).write.announceReissue([tokenId, to])
  const reissue = (tokenId = BOUND) => event.as(event.stranger).write.reissue([tokenId])

  /** Announces it at a known second and answers when it takes effect. */
  const announceNow = async (tokenId = BOUND) => {
    const now = BigInt(await chain.time.latest()) + 1n
    await chain.time.setNextBlockTimestamp(now)
    await announce(tokenId)
    return now + DAY
  }

  describe('when it is announced', () => {
    it('is on record, with the time the holder has to refuse', async () => {
      const now = event.start + DAY
      await chain.time.setNextBlockTimestamp(now)
      const args = { tokenId: BOUND, holder: guest, to: friend, effectiveAt: now + DAY }
      expect(await logsOf(chain, announce())).to.deep.equal([{ eventName: 'ReissueAnnounced', args }])
      expect(await event.read.reissueOf([BOUND])).to.deep.equal([friend, now + DAY])
      expect(await event.read.ownerOf([BOUND])).to.equal(guest)
    })

    it('begins the delay anew when it is announced again', async () => {
      await announceNow()
      const effectiveAt = await announceNow()
      expect(await event.read.reissueOf([BOUND])).to.deep.equal([friend, effectiveAt])
    })

    it('is the organizer’s alone', async () => {
      await expectRevert(
        event.as(event.guest).write.announceReissue([BOUND, friend]),
        'OwnableUnauthorizedAccount',
        [guest],
      )
    })

    it('is for a ticket that exists and for somebody', async () => {
      await expectRevert(announce(4_000_002n), 'ERC721NonexistentToken', [4_000_002n])
      await expectRevert(announce(BOUND, zeroAddress), 'ERC721InvalidReceiver', [zeroAddress])
    })

    it('is refused from the cut-off on, and after the cancellation', async () => {
      const { cutOffAt } = event.settings
      await chain.time.setNextBlockTimestamp(cutOffAt)
      await expectRevert(announce(), 'UsherEvent_CutOffPassed', [cutOffAt])
      await event.as(event.organizer).write.cancelEvent()
      await expectRevert(announce(), 'UsherEvent_Frozen', [status.canceled])
    })

    it('is refused where the event has not declared it', async () => {
      event = await createEvent(chain, { settings: { reissueDelay: 0, name: 'No reissue' } })
      await event.buy(event.guest, tier.bound)
      await expectRevert(announce(), 'UsherEvent_ReissueUndeclared')
    })
  })

  describe('when the delay is over', () => {
    it('gives the ticket, with its id and what it paid, to the other wallet; anyone may call', async () => {
      const effectiveAt = await announceNow()
      await chain.time.setNextBlockTimestamp(effectiveAt)
      expect(await logsOf(chain, reissue())).to.deep.equal([
        { eventName: 'Transfer', args: { from: guest, to: friend, tokenId: BOUND } },
        { eventName: 'TicketReissued', args: { tokenId: BOUND, from: guest, to: friend } },
      ])
      expect(await event.read.ownerOf([BOUND])).to.equal(friend)
      expect(await event.read.paidFor([BOUND])).to.equal(PRICE)
      await expectRevert(reissue(), 'UsherEvent_ReissueNotAnnounced', [BOUND])
    })

    it('does nothing a second earlier', async () => {
      const effectiveAt = await announceNow()
      await chain.time.setNextBlockTimestamp(effectiveAt - 1n)
      await expectRevert(reissue(), 'UsherEvent_TooEarly', [effectiveAt])
    })

    it('does nothing from the cut-off on', async () => {
      await announce()
      await chain.time.increaseTo(event.settings.cutOffAt)
      await expectRevert(reissue(), 'UsherEvent_CutOffPassed', [event.settings.cutOffAt])
    })
  })

  it('needs an announcement', async () => {
    await expectRevert(reissue(), 'UsherEvent_ReissueNotAnnounced', [BOUND])
  })

  describe('when it is refused', () => {
    for (const who of ['guest', 'organizer'] as const) {
      it(`by ${who === 'guest' ? 'the holder' : 'the organizer himself'}, does not take place`, async () => {
        await announce()
        const by = who === 'guest' ? guest : organizer
        expect(await logsOf(chain, event.as(event[who]).write.dropReissue([BOUND]))).to.deep.equal([
          { eventName: 'ReissueDropped', args: { tokenId: BOUND, by } },
        ])
        expect(await event.read.reissueOf([BOUND])).to.deep.equal([zeroAddress, 0n])
        await chain.time.increase(2n * DAY)
        await expectRevert(reissue(), 'UsherEvent_ReissueNotAnnounced', [BOUND])
      })
    }

    it('can be, as long as nobody has carried it out', async () => {
      const effectiveAt = await announceNow()
      await chain.time.increaseTo(effectiveAt + DAY)
      await event.as(event.guest).write.dropReissue([BOUND])
    })

    it('is refused by nobody else, not even by whom it is for', async () => {
      await announce()
      await expectRevert(event.as(event.friend).write.dropReissue([BOUND]), 'UsherEvent_NotHolder', [
        BOUND,
        friend,
      ])
    })

    it('needs an announcement', async () => {
      await expectRevert(event.as(event.guest).write.dropReissue([BOUND]), 'UsherEvent_ReissueNotAnnounced', [
        BOUND,
      ])
    })
  })

  it('ends with a transfer of the ticket, also when it comes back', async () => {
    const effectiveAt = await announceNow(OPEN)
    await event.as(event.guest).write.transferFrom([guest, friend, OPEN])
    await event.as(event.friend).write.transferFrom([friend, guest, OPEN])
    expect(await event.read.reissueOf([OPEN])).to.deep.equal([zeroAddress, 0n])
    await chain.time.increaseTo(effectiveAt)
    await expectRevert(reissue(OPEN), 'UsherEvent_ReissueNotAnnounced', [OPEN])
    await expectRevert(event.as(event.guest).write.dropReissue([OPEN]), 'UsherEvent_ReissueNotAnnounced', [
      OPEN,
    ])
  })
})
