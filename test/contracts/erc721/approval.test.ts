import { expect } from 'chai'
import { zeroAddress } from 'viem'
import { expectRevert, openChain, type TestChain } from '../chain.ts'
import { logsOf, policy, tier } from '../event.ts'
import type { Holder } from './stage.ts'
import { createHolder, notTickets, TICKET, tickets } from './stage.ts'

const OTHER = tickets['the last of five bought together']

describe('ERC-721 approvals', () => {
  let chain: TestChain
  let event: Holder

  const fixture = () => createHolder(chain)

  before(async () => {
    chain = await openChain()
  })

  beforeEach(async () => {
    event = await chain.loadFixture(fixture)
  })

  const friend = () => event.of(event.friend)
  const stranger = () => event.of(event.stranger)

  describe('approve', () => {
    for (const [how, tokenId] of Object.entries(tickets)) {
      it(`names one wallet for a ticket ${how}, and says so`, async () => {
        expect(await event.read.getApproved([tokenId])).to.equal(zeroAddress)
        const logs = await logsOf(chain, event.as(event.guest).write.approve([friend(), tokenId]))
        const args = { owner: event.holder, approved: friend(), tokenId }
        expect(logs).to.deep.equal([{ eventName: 'Approval', args }])
        expect(await event.read.getApproved([tokenId])).to.equal(friend())
      })
    }

    it('is of that ticket alone', async () => {
      await event.as(event.guest).write.approve([friend(), TICKET])
      expect(await event.read.getApproved([OTHER])).to.equal(zeroAddress)
      const sent = event.as(event.friend).write.transferFrom([event.holder, friend(), OTHER])
      await expectRevert(sent, 'ERC721InsufficientApproval', [friend(), OTHER])
    })

    it('takes the place of the one before', async () => {
      const { write } = event.as(event.guest)
      await write.approve([friend(), TICKET])
      await write.approve([stranger(), TICKET])
      expect(await event.read.getApproved([TICKET])).to.equal(stranger())
      const sent = event.as(event.friend).write.transferFrom([event.holder, friend(), TICKET])
      await expectRevert(sent, 'ERC721InsufficientApproval', [friend(), TICKET])
    })

    it('is taken back by the zero address', async () => {
      const { write } = event.as(event.guest)
      await write.approve([friend(), TICKET])
      const logs = await logsOf(chain, write.approve([zeroAddress, TICKET]))
      const args = { owner: event.holder, approved: zeroAddress, tokenId: TICKET }
      expect(logs).to.deep.equal([{ eventName: 'Approval', args }])
      expect(await event.read.getApproved([TICKET])).to.equal(zeroAddress)
      const sent = event.as(event.friend).write.transferFrom([event.holder, friend(), TICKET])
      await expectRevert(sent, 'ERC721InsufficientApproval', [friend(), TICKET])
    })

    it('can be given by an operator, and counts as the holder’s', async () => {
      await event.as(event.guest).write.setApprovalForAll([stranger(), true])
      const logs = await logsOf(chain, event.as(event.stranger).write.approve([friend(), TICKET]))
      const args = { owner: event.holder, approved: friend(), tokenId: TICKET }
      expect(logs).to.deep.equal([{ eventName: 'Approval', args }])
    })

    it('is refused to whom the ticket is only approved, and to strangers', async () => {
      await event.as(event.guest).write.approve([friend(), TICKET])
      for (const by of [event.friend, event.stranger, event.organizer]) {
        const sent = event.as(by).write.approve([event.of(by), TICKET])
        await expectRevert(sent, 'ERC721InvalidApprover', [event.of(by)])
      }
    })

    it('can be given for a ticket that cannot move, and moves nothing', async () => {
      for (const [tierId, word] of [
        [tier.gift, 'gift'],
        [tier.market, 'market'],
        [tier.bound, 'bound'],
      ] as const) {
        await event.buy(event.guest, tierId)
        const tokenId = BigInt(tierId) * 1_000_000n + 1n
        await event.as(event.guest).write.approve([friend(), tokenId])
        const sent = event.as(event.friend).write.transferFrom([event.holder, friend(), tokenId])
        await expectRevert(sent, 'UsherEvent_TransferRefused', [tokenId, policy[word], friend()])
      }
    })
  })

  for (const [what, tokenId] of Object.entries(notTickets)) {
    it(`approve and getApproved are refused of ${what}`, async () => {
      const sent = event.as(event.guest).write.approve([friend(), tokenId])
      await expectRevert(sent, 'ERC721NonexistentToken', [tokenId])
      await expectRevert(event.read.getApproved([tokenId]), 'ERC721NonexistentToken', [tokenId])
    })
  }

  describe('setApprovalForAll', () => {
    it('names an operator of one holder, and says so', async () => {
      expect(await event.read.isApprovedForAll([event.holder, friend()])).to.equal(false)
      const logs = await logsOf(chain, event.as(event.guest).write.setApprovalForAll([friend(), true]))
      const args = { owner: event.holder, operator: friend(), approved: true }
      expect(logs).to.deep.equal([{ eventName: 'ApprovalForAll', args }])
      expect(await event.read.isApprovedForAll([event.holder, friend()])).to.equal(true)
      expect(await event.read.isApprovedForAll([friend(), event.holder])).to.equal(false)
    })

    it('allows several operators, each taken back alone', async () => {
      const { write } = event.as(event.guest)
      await write.setApprovalForAll([friend(), true])
      await write.setApprovalForAll([stranger(), true])
      const logs = await logsOf(chain, write.setApprovalForAll([friend(), false]))
      const args = { owner: event.holder, operator: friend(), approved: false }
      expect(logs).to.deep.equal([{ eventName: 'ApprovalForAll', args }])
      expect(await event.read.isApprovedForAll([event.holder, friend()])).to.equal(false)
      expect(await event.read.isApprovedForAll([event.holder, stranger()])).to.equal(true)
      const sent = event.as(event.friend).write.transferFrom([event.holder, friend(), TICKET])
      await expectRevert(sent, 'ERC721InsufficientApproval', [friend(), TICKET])
    })

    it('covers tickets that the holder gets later, and none of another holder', async () => {
      await event.as(event.guest).write.setApprovalForAll([friend(), true])
      await event.buy(event.guest, tier.open)
      await event.buy(event.stranger, tier.open)
      const [mine, his] = [1_000_110n, 1_000_111n]
      await event.as(event.friend).write.transferFrom([event.holder, friend(), mine])
      expect(await event.read.ownerOf([mine])).to.equal(friend())
      const sent = event.as(event.friend).write.transferFrom([stranger(), friend(), his])
      await expectRevert(sent, 'ERC721InsufficientApproval', [friend(), his])
    })

    it('is refused to the zero address', async () => {
      const sent = event.as(event.guest).write.setApprovalForAll([zeroAddress, true])
      await expectRevert(sent, 'ERC721InvalidOperator', [zeroAddress])
    })
  })
})
