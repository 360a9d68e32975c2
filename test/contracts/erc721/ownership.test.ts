import { expect } from 'chai'
import { getAddress, zeroAddress } from 'viem'
import { expectRevert, openChain, type TestChain } from '../chain.ts'
import { freshAddresses, logsOf, tier } from '../event.ts'
import type { Holder } from './stage.ts'
import { createHolder, HELD, LAST_ISSUED, notTickets, TICKET, tickets } from './stage.ts'

describe('ERC-721 ownership', () => {
  let chain: TestChain
  let event: Holder

  const fixture = () => createHolder(chain)

  before(async () => {
    chain = await openChain()
  })

  beforeEach(async () => {
    event = await chain.loadFixture(fixture)
  })

  describe('balanceOf', () => {
    it('counts what a wallet holds, however it came by it', async () => {
      expect(await event.read.balanceOf([event.holder])).to.equal(HELD)
    })

    it('is 0 of a wallet that holds nothing', async () => {
      expect(await event.read.balanceOf([event.recipient])).to.equal(0n)
    })

    it('is refused of the zero address, as tickets of it are not valid', async () => {
      await expectRevert(event.read.balanceOf([zeroAddress]), 'ERC721InvalidOwner', [zeroAddress])
    })
  })

  describe('ownerOf', () => {
    for (const [how, tokenId] of Object.entries(tickets)) {
      it(`names the holder of a ticket ${how}`, async () => {
        expect(await event.read.ownerOf([tokenId])).to.equal(event.holder)
      })
    }

    it('names each of those who were airdropped to', async () => {
      const [before, after] = freshAddresses(2)
      expect(await event.read.ownerOf([LAST_ISSUED - 2n])).to.equal(getAddress(before ?? '0x'))
      expect(await event.read.ownerOf([LAST_ISSUED])).to.equal(getAddress(after ?? '0x'))
    })

    for (const [what, tokenId] of Object.entries(notTickets)) {
      it(`is refused of ${what}`, async () => {
        await expectRevert(event.read.ownerOf([tokenId]), 'ERC721NonexistentToken', [tokenId])
      })
    }

    it('agrees with balanceOf over every number', async () => {
      const owners = await Promise.all(
        Array.from({ length: Number(LAST_ISSUED - TICKET) + 1 }, (_, i) =>
          event.read.ownerOf([TICKET + BigInt(i)]),
        ),
      )
      expect(owners.filter((owner) => owner === event.holder).length).to.equal(Number(HELD))
    })
  })

  describe('when tickets begin', () => {
    it('logs a Transfer from the zero address for each, in the order of their ids', async () => {
      const logs = await logsOf(chain, event.as(event.organizer).write.mint([tier.gift, event.recipient, 3n]))
      const to = getAddress(event.recipient)
      expect(logs).to.deep.equal(
        [2_000_001n, 2_000_002n, 2_000_003n].map((tokenId) => ({
          eventName: 'Transfer',
          args: { from: zeroAddress, to, tokenId },
        })),
      )
    })

    it('refuses the zero address as their holder', async () => {
      const { write } = event.as(event.organizer)
      for (const count of [1n, 2n, 100n]) {
        await expectRevert(write.mint([tier.open, zeroAddress, count]), 'ERC721InvalidReceiver', [
          zeroAddress,
        ])
      }
      const recipients = [event.recipient, zeroAddress]
      await expectRevert(write.airdrop([tier.open, recipients]), 'ERC721InvalidReceiver', [zeroAddress])
    })
  })

  for (const [how, tokenId] of Object.entries(tickets)) {
    describe(`when a ticket ends that was ${how}`, () => {
      beforeEach(async () => {
        await event.as(event.guest).write.approve([event.recipient, tokenId])
      })

      const end = () => event.as(event.organizer).write.voidTickets([[tokenId]])

      it('logs one Transfer to the zero address', async () => {
        const moved = (await logsOf(chain, end())).filter(({ eventName }) => eventName === 'Transfer')
        const args = { from: event.holder, to: zeroAddress, tokenId }
        expect(moved).to.deep.equal([{ eventName: 'Transfer', args }])
      })

      it('has no holder and no approval, and never has again', async () => {
        await end()
        await event.as(event.organizer).write.mint([tier.open, event.recipient, 100n])
        await expectRevert(event.read.ownerOf([tokenId]), 'ERC721NonexistentToken', [tokenId])
        await expectRevert(event.read.getApproved([tokenId]), 'ERC721NonexistentToken', [tokenId])
        await expectRevert(end(), 'ERC721NonexistentToken', [tokenId])
      })

      it('leaves its neighbours with their holders, and counts one less', async () => {
        const neighbours = [tokenId - 1n, tokenId + 1n].filter((id) => id >= TICKET)
        const ownersOf = () => Promise.all(neighbours.map((id) => event.read.ownerOf([id])))
        const before = await ownersOf()
        await end()
        expect(await ownersOf()).to.deep.equal(before)
        expect(await event.read.balanceOf([event.holder])).to.equal(HELD - 1n)
      })
    })
  }
})
