import { expect } from 'chai'
import { getAddress } from 'viem'
import type { TestChain } from './chain.ts'
import { expectRevert, openChain } from './chain.ts'
import type { TestEvent, TierSettings } from './event.ts'
import { createEvent, HOUR, logsOf, PRICE, policy, status, tier } from './event.ts'

describe('UsherEvent tiers', () => {
  let chain: TestChain
  let event: TestEvent

  const created = () => createEvent(chain)

  before(async () => {
    chain = await openChain()
  })

  beforeEach(async () => {
    event = await chain.loadFixture(created)
  })

  const change = (changes: Partial<TierSettings>, tierId: number = tier.open) =>
    event.as(event.organizer).write.changeTier([tierId, { ...event.standing, ...changes }])

  describe('when the organizer adds one', () => {
    it('gives it the next id and tells its settings', async () => {
      const settings = { ...event.standing, name: 'Late', supply: 7 }
      expect(await logsOf(chain, event.as(event.organizer).write.addTier([settings]))).to.deep.equal([
        { eventName: 'TierConfigured', args: { tierId: 6, settings } },
      ])
      expect(await event.read.tierCount()).to.equal(6)
      expect(await event.read.tier([6])).to.deep.equal([settings, 0])
    })

    it('holds it to the same bounds', async () => {
      await expectRevert(
        event.as(event.organizer).write.addTier([{ ...event.standing, supply: 0 }]),
        'UsherEvent_SupplyInvalid',
        [0, 0],
      )
    })
  })

  describe('before its first ticket', () => {
    it('may change in everything', async () => {
      const settings: TierSettings = {
        name: 'Other',
        price: 7n,
        supply: 3,
        saleStartsAt: event.start + 1n,
        saleEndsAt: event.start + HOUR,
        perPayer: 2,
        transferPolicy: policy.bound,
        resaleCapBps: 0,
        royaltyBps: 0,
      }
      expect(await logsOf(chain, change(settings))).to.deep.equal([
        { eventName: 'TierConfigured', args: { tierId: tier.open, settings } },
      ])
      expect(await event.read.tier([tier.open])).to.deep.equal([settings, 0])
    })
  })

  const issued: [string, () => Promise<unknown>][] = [
    ['sold', () => event.buy(event.guest, tier.open, 2n)],
    ['minted', () => event.as(event.organizer).write.mint([tier.open, event.guest.account.address, 2n])],
  ]
  for (const [how, issue] of issued) {
    describe(`once tickets were ${how}`, () => {
      beforeEach(async () => {
        await issue()
      })

      const promises: Partial<TierSettings>[] = [
        { name: 'Sitting' },
        { price: PRICE + 1n },
        { price: PRICE - 1n },
        { transferPolicy: policy.gift },
        { resaleCapBps: 11_001 },
        { resaleCapBps: 10_999 },
        { royaltyBps: 501 },
        { royaltyBps: 499 },
      ]
      for (const promise of promises) {
        it(`keeps its ${Object.keys(promise)[0]}: not ${Object.values(promise)[0]}`, async () => {
          await expectRevert(change(promise), 'UsherEvent_TierFixed', [tier.open, 2])
        })
      }

      it('may still change supply, sale and limit', async () => {
        await change({ supply: 999, saleStartsAt: 5n, saleEndsAt: 6n, perPayer: 1 })
        const [settings] = await event.read.tier([tier.open])
        expect(settings).to.deep.include({ supply: 999, saleStartsAt: 5n, saleEndsAt: 6n, perPayer: 1 })
      })

      it('keeps its counter through a change', async () => {
        await change({ supply: 2 })
        expect((await event.read.tier([tier.open]))[1]).to.equal(2)
      })

      it('keeps a supply of at least what was issued', async () => {
        await expectRevert(change({ supply: 1 }), 'UsherEvent_SupplyInvalid', [1, 2])
      })

      it('leaves the other tiers free', async () => {
        await change({ price: 1n }, tier.gift)
      })
    })
  }

  describe('a tier that does not exist', () => {
    for (const tierId of [0, 6, 65_535]) {
      it(`cannot be changed or read: ${tierId}`, async () => {
        await expectRevert(change({}, tierId), 'UsherEvent_TierUnknown', [tierId])
        await expectRevert(event.read.tier([tierId]), 'UsherEvent_TierUnknown', [tierId])
      })
    }
  })

  describe('when the event is over or canceled', () => {
    it('can be changed up to the last second, and neither changed nor added after it', async () => {
      const { endsAt } = event.settings
      await chain.time.setNextBlockTimestamp(endsAt - 1n)
      await change({ supply: 600 })
      await chain.time.setNextBlockTimestamp(endsAt)
      await expectRevert(change({ supply: 700 }), 'UsherEvent_Ended', [endsAt])
      await expectRevert(event.as(event.organizer).write.addTier([event.standing]), 'UsherEvent_Ended', [
        endsAt,
      ])
    })

    it('can neither be changed nor added after the cancellation', async () => {
      await event.as(event.organizer).write.cancelEvent()
      await expectRevert(change({ supply: 600 }), 'UsherEvent_Frozen', [status.canceled])
      await expectRevert(event.as(event.organizer).write.addTier([event.standing]), 'UsherEvent_Frozen', [
        status.canceled,
      ])
    })
  })

  it('are the organizer’s alone', async () => {
    const stranger = getAddress(event.stranger.account.address)
    const { write } = event.as(event.stranger)
    await expectRevert(write.addTier([event.standing]), 'OwnableUnauthorizedAccount', [stranger])
    await expectRevert(write.changeTier([tier.open, event.standing]), 'OwnableUnauthorizedAccount', [
      stranger,
    ])
  })
})
