import { expect } from 'chai'
import type { Address } from 'viem'
import { encodeAbiParameters, getAddress, keccak256, zeroAddress } from 'viem'
import type { TestChain } from './chain.ts'
import { expectRevert, openChain } from './chain.ts'
import type { TestEvent } from './event.ts'
import { createEvent, freshAddresses, logsOf, PRICE, status, tier } from './event.ts'

describe('UsherEvent minting', () => {
  let chain: TestChain
  let event: TestEvent

  const created = async () => {
    const fresh = await createEvent(chain)
    const { write, read } = fresh.as(fresh.organizer)
    await write.grantRole([await read.MINTER_ROLE(), fresh.minter.account.address])
    await write.grantRole([await read.GATE_ROLE(), fresh.gate.account.address])
    return fresh
  }

  before(async () => {
    chain = await openChain()
  })

  beforeEach(async () => {
    event = await chain.loadFixture(created)
  })

  for (const who of ['organizer', 'minter'] as const) {
    describe(`when the ${who} mints`, () => {
      it('gives one holder the next numbers of the tier, free', async () => {
        const to = getAddress(event.guest.account.address)
        await event.buy(event.friend, tier.market)

        expect(await logsOf(chain, event.as(event[who]).write.mint([tier.market, to, 2n]))).to.deep.equal([
          { eventName: 'Transfer', args: { from: zeroAddress, to, tokenId: 3_000_002n } },
          { eventName: 'Transfer', args: { from: zeroAddress, to, tokenId: 3_000_003n } },
        ])
        expect(await event.read.paidFor([3_000_002n])).to.equal(0n)
        expect(await event.read.escrow()).to.equal(PRICE)
      })

      it('gives each of many holders one, in their order', async () => {
        const [a, b] = freshAddresses(2).map((address) => getAddress(address)) as [Address, Address]

        expect(await logsOf(chain, event.as(event[who]).write.airdrop([tier.gift, [b, a, b]]))).to.deep.equal(
          [
            { eventName: 'Transfer', args: { from: zeroAddress, to: b, tokenId: 2_000_001n } },
            { eventName: 'Transfer', args: { from: zeroAddress, to: a, tokenId: 2_000_002n } },
            { eventName: 'Transfer', args: { from: zeroAddress, to: b, tokenId: 2_000_003n } },
          ],
        )
        expect(await event.read.balanceOf([b])).to.equal(2n)
      })
    })
  }

  for (const who of ['stranger', 'gate'] as const) {
    it(`is refused to the ${who}`, async () => {
      const account = getAddress(event[who].account.address)
      const role = await event.read.MINTER_ROLE()
      const { write } = event.as(event[who])
      await expectRevert(write.mint([1, account, 1n]), 'AccessControlUnauthorizedAccount', [account, role])
      await expectRevert(write.airdrop([1, [account]]), 'AccessControlUnauthorizedAccount', [account, role])
    })
  }

  describe('at the edges of the supply', () => {
    it('fills the tier and refuses one more', async () => {
      const to = event.guest.account.address
      const { write } = event.as(event.organizer)
      await write.changeTier([tier.open, { ...event.standing, supply: 3 }])

      await expectRevert(write.mint([tier.open, to, 4n]), 'UsherEvent_SoldOut', [tier.open, 3n, 4n])
      await expectRevert(write.airdrop([tier.open, Array(4).fill(to)]), 'UsherEvent_SoldOut', [
        tier.open,
        3n,
        4n,
      ])
      await write.mint([tier.open, to, 2n])
      await write.airdrop([tier.open, [to]])
      await expectRevert(write.mint([tier.open, to, 1n]), 'UsherEvent_SoldOut', [tier.open, 0n, 1n])
    })

    it('refuses to mint nothing', async () => {
      const { write } = event.as(event.organizer)
      await expectRevert(write.mint([1, event.guest.account.address, 0n]), 'UsherEvent_CountZero')
      await expectRevert(write.airdrop([1, []]), 'UsherEvent_CountZero')
    })

    it('gives the last number of the highest supply', async () => {
      const { write } = event.as(event.organizer)
      await write.changeTier([tier.open, { ...event.standing, supply: 999_999 }])
      // a million mints would take minutes: the tier's first slot is wound on instead, its counter in bits 32 to 63
      const slot = await findTierSlot(999_999, 0)
      await chain.setStorageAt(event.address, slot.key, slot.value | (999_998n << 32n))

      const logs = await logsOf(chain, write.mint([tier.open, event.guest.account.address, 1n]))
      expect(logs[0]?.args).to.deep.include({ tokenId: 1_999_999n })
      await expectRevert(write.mint([tier.open, event.guest.account.address, 1n]), 'UsherEvent_SoldOut', [
        1,
        0n,
        1n,
      ])
    })
  })

  describe('when there is no such tier or holder', () => {
    it('refuses', async () => {
      const { write } = event.as(event.organizer)
      await expectRevert(write.mint([6, event.guest.account.address, 1n]), 'UsherEvent_TierUnknown', [6])
      await expectRevert(write.airdrop([0, freshAddresses(1)]), 'UsherEvent_TierUnknown', [0])
      await expectRevert(write.mint([1, zeroAddress, 1n]), 'ERC721InvalidReceiver', [zeroAddress])
      await expectRevert(write.airdrop([1, [...freshAddresses(1), zeroAddress]]), 'ERC721InvalidReceiver', [
        zeroAddress,
      ])
    })
  })

  describe('while sales are paused, and after the sale', () => {
    it('goes on until the event ends', async () => {
      const { write } = event.as(event.organizer)
      await write.pauseSales()
      await chain.time.setNextBlockTimestamp(event.settings.endsAt - 1n)
      await write.mint([tier.open, event.guest.account.address, 1n])
      await chain.time.setNextBlockTimestamp(event.settings.endsAt)
      await expectRevert(write.mint([tier.open, event.guest.account.address, 1n]), 'UsherEvent_Ended', [
        event.settings.endsAt,
      ])
    })

    it('stops with the cancellation', async () => {
      const { write } = event.as(event.organizer)
      await write.cancelEvent()
      await expectRevert(write.airdrop([1, freshAddresses(1)]), 'UsherEvent_Frozen', [status.canceled])
    })
  })

  /** The storage slot of the first tier that holds its supply and counter. */
  async function findTierSlot(supply: number, issued: number) {
    const expected = (BigInt(issued) << 32n) | BigInt(supply)
    for (let base = 0n; base < 40n; base++) {
      const key = keccak256(encodeAbiParameters([{ type: 'uint16' }, { type: 'uint256' }], [tier.open, base]))
      const value = BigInt(await chain.getStorageAt(event.address, key))
      if (value % 2n ** 64n === expected) return { key, value }
    }
    throw new Error('The first tier is in none of the slots that were looked at')
  }
})
