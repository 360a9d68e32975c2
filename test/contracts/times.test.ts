import { expect } from 'chai'
import { getAddress } from 'viem'
import type { TestChain } from './chain.ts'
import { expectRevert, openChain } from './chain.ts'
import type { TestEvent } from './event.ts'
import { createEvent, DAY, HOUR, logsOf, status, tier } from './event.ts'

const EVERY_TICKET = { _fromTokenId: 0n, _toTokenId: 2n ** 256n - 1n }

describe('UsherEvent.changeTimes', () => {
  let chain: TestChain
  let event: TestEvent

  const created = () => createEvent(chain)

  before(async () => {
    chain = await openChain()
  })

  beforeEach(async () => {
    event = await chain.loadFixture(created)
  })

  type Times = { doorsAt: bigint; endsAt: bigint; cutOffAt: bigint }

  /** All three times of the event later by a step, with changes of their own. */
  const later = (step: bigint, changes: Partial<Times> = {}): Times => ({
    doorsAt: event.settings.doorsAt + step,
    endsAt: event.settings.endsAt + step,
    cutOffAt: event.settings.cutOffAt + step,
    ...changes,
  })
  const argsOf = ({ doorsAt, endsAt, cutOffAt }: Times) => [doorsAt, endsAt, cutOffAt] as const
  const move = (times: Times) => event.as(event.organizer).write.changeTimes(argsOf(times))

  describe('before the first ticket', () => {
    it('sets any times that an event may have, without refunds', async () => {
      const times = later(0n, { doorsAt: event.start - DAY, cutOffAt: event.start - 2n * DAY })
      expect(await logsOf(chain, move(times))).to.deep.equal([
        { eventName: 'TimesChanged', args: times },
        { eventName: 'BatchMetadataUpdate', args: EVERY_TICKET },
      ])
      expect([
        await event.read.doorsAt(),
        await event.read.endsAt(),
        await event.read.cutOffAt(),
      ]).to.deep.equal(argsOf(times))
      expect(await event.read.refundsOpen()).to.equal(false)
    })

    it('refuses times that no event may have', async () => {
      const times = later(0n, { doorsAt: event.settings.endsAt })
      await expectRevert(move(times), 'UsherEvent_TimesInvalid', argsOf(times))
    })
  })

  const firsts: [string, () => Promise<unknown>][] = [
    ['sold', () => event.buy(event.guest, tier.open)],
    ['issued free', () => event.buy(event.guest, tier.free)],
    ['minted', () => event.as(event.organizer).write.mint([tier.bound, event.guest.account.address, 1n])],
  ]
  for (const [how, first] of firsts) {
    describe(`once a ticket was ${how}`, () => {
      beforeEach(async () => {
        await first()
      })

      it('moves all three later by one step, and opens refunds until doors', async () => {
        const times = later(1n)
        expect(await logsOf(chain, move(times))).to.deep.equal([
          { eventName: 'TimesChanged', args: times },
          { eventName: 'BatchMetadataUpdate', args: EVERY_TICKET },
          { eventName: 'RefundsOpened', args: {} },
        ])
        expect(await event.read.refundsOpen()).to.equal(true)
        await chain.time.increaseTo(times.doorsAt - 1n)
        expect(await event.read.refundsOpen()).to.equal(true)
        await chain.time.increaseTo(times.doorsAt)
        expect(await event.read.refundsOpen()).to.equal(false)
      })

      const apart: [string, () => Times][] = [
        ['nothing', () => later(0n)],
        ['all earlier', () => later(-1n)],
        ['the cut-off alone', () => later(0n, { cutOffAt: event.settings.cutOffAt + 1n })],
        ['doors alone', () => later(0n, { doorsAt: event.settings.doorsAt + 1n })],
        ['the end alone', () => later(0n, { endsAt: event.settings.endsAt + 1n })],
        ['all but the cut-off', () => later(HOUR, { cutOffAt: event.settings.cutOffAt })],
        ['the cut-off by less', () => later(HOUR, { cutOffAt: event.settings.cutOffAt + HOUR - 1n })],
        ['the cut-off by more', () => later(HOUR, { cutOffAt: event.settings.cutOffAt + HOUR + 1n })],
        ['doors by less', () => later(HOUR, { doorsAt: event.settings.doorsAt + HOUR - 1n })],
        ['doors by more', () => later(HOUR, { doorsAt: event.settings.doorsAt + HOUR + 1n })],
        ['doors earlier', () => later(HOUR, { doorsAt: event.settings.doorsAt - 1n })],
        ['the end earlier', () => later(HOUR, { endsAt: event.settings.endsAt - 1n })],
      ]
      for (const [what, times] of apart) {
        it(`refuses to move ${what}`, async () => {
          await expectRevert(move(times()), 'UsherEvent_TimesNotTogether', argsOf(times()))
        })
      }

      it('moves the end by 60 days in all and no further', async () => {
        const latest = event.settings.endsAt + 60n * DAY
        await expectRevert(move(later(60n * DAY + 1n)), 'UsherEvent_MovedTooFar', [latest + 1n, latest])
        await move(later(59n * DAY))
        await expectRevert(move(later(60n * DAY + 1n)), 'UsherEvent_MovedTooFar', [latest + 1n, latest])
        await move(later(60n * DAY))
      })
    })
  }

  describe('once the cut-off has passed, and a ticket was issued', () => {
    const kept = (step: bigint, changes: Partial<Times> = {}) =>
      later(step, { cutOffAt: event.settings.cutOffAt, ...changes })

    beforeEach(async () => {
      await event.buy(event.guest, tier.open)
      await chain.time.increaseTo(event.settings.cutOffAt)
    })

    it('leaves the cut-off where it is, so that no ticket moves again', async () => {
      await expectRevert(move(later(DAY)), 'UsherEvent_TimesNotTogether', argsOf(later(DAY)))
      await move(kept(DAY))
      expect(await event.read.cutOffAt()).to.equal(event.settings.cutOffAt)
      const guest = getAddress(event.guest.account.address)
      await expectRevert(
        event.as(event.guest).write.transferFrom([guest, event.friend.account.address, 1_000_001n]),
        'UsherEvent_CutOffPassed',
        [event.settings.cutOffAt],
      )
    })

    it('still moves doors and end together, later, and opens refunds', async () => {
      for (const times of [
        kept(0n),
        kept(HOUR, { doorsAt: event.settings.doorsAt + HOUR + 1n }),
        kept(HOUR, { cutOffAt: event.settings.cutOffAt - 1n }),
      ]) {
        await expectRevert(move(times), 'UsherEvent_TimesNotTogether', argsOf(times))
      }
      await move(kept(HOUR))
      expect(await event.read.refundsOpen()).to.equal(true)
    })

    it('moves the cut-off up to the second before it', async () => {
      const other = await createEvent(chain, { settings: { name: 'Another' } })
      await other.buy(other.guest, tier.open)
      await chain.time.setNextBlockTimestamp(other.settings.cutOffAt - 1n)
      event = other
      await move(later(DAY))
    })

    it('moves doors to a time ahead only, or nobody could ask for his money', async () => {
      const now = event.settings.doorsAt + HOUR
      await chain.time.setNextBlockTimestamp(now)
      await expectRevert(move(kept(HOUR)), 'UsherEvent_DoorsNotAhead', [now])
      await chain.time.setNextBlockTimestamp(now)
      await move(kept(HOUR + 1n))
      expect(await event.read.refundsOpen()).to.equal(true)
    })
  })

  describe('when more tickets are sold after a move', () => {
    it('still counts the 60 days from the times at the first ticket', async () => {
      await event.buy(event.guest, tier.open)
      await move(later(59n * DAY))
      await event.buy(event.guest, tier.open)
      const latest = event.settings.endsAt + 60n * DAY
      await expectRevert(move(later(61n * DAY)), 'UsherEvent_MovedTooFar', [latest + DAY, latest])
    })
  })

  describe('when the times were changed before the first ticket', () => {
    it('counts the 60 days from the times at the first ticket', async () => {
      await move(later(30n * DAY))
      await event.buy(event.guest, tier.open)
      await move(later(90n * DAY))
    })
  })

  describe('when the event is over or canceled', () => {
    it('moves up to the last second, and refuses from the end on', async () => {
      const { endsAt } = event.settings
      await chain.time.setNextBlockTimestamp(endsAt)
      await expectRevert(move(later(DAY)), 'UsherEvent_Ended', [endsAt])
      await chain.time.setNextBlockTimestamp(endsAt - 1n)
      await move(later(DAY))
    })

    it('refuses after the cancellation', async () => {
      await event.as(event.organizer).write.cancelEvent()
      await expectRevert(move(later(DAY)), 'UsherEvent_Frozen', [status.canceled])
    })
  })

  it('is the organizer’s alone', async () => {
    const stranger = getAddress(event.stranger.account.address)
    await expectRevert(
      event.as(event.stranger).write.changeTimes(argsOf(later(0n))),
      'OwnableUnauthorizedAccount',
      [stranger],
    )
  })
})
