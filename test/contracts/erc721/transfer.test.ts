import { expect } from 'chai'
import type { Address } from 'viem'
import { getAddress, zeroAddress } from 'viem'
import { expectRevert, openChain, type TestChain } from '../chain.ts'
import { freshAddresses, logsOf } from '../event.ts'
import type { Holder } from './stage.ts'
import { createHolder, HELD, movesOf, notTickets, TICKET, tickets } from './stage.ts'

/** A wallet that has nothing to do with the tickets. */
const STRANGER_ACCOUNT = 9

describe('ERC-721 transfers', () => {
  let chain: TestChain
  let event: Holder
  let recipient: Address

  /** The friend is approved for each of the tickets, the stranger for everything. */
  const fixture = async () => {
    const fresh = await createHolder(chain)
    const { write } = fresh.as(fresh.guest)
    for (const tokenId of Object.values(tickets)) await write.approve([fresh.friend.account.address, tokenId])
    await write.setApprovalForAll([fresh.stranger.account.address, true])
    return fresh
  }

  before(async () => {
    chain = await openChain()
  })

  beforeEach(async () => {
    event = await chain.loadFixture(fixture)
    recipient = getAddress(event.recipient)
  })

  for (const [name, move] of Object.entries(movesOf(() => event))) {
    describe(name, () => {
      for (const [how, tokenId] of Object.entries(tickets)) {
        describe(`of a ticket ${how}`, () => {
          for (const who of ['guest', 'friend', 'stranger'] as const) {
            const word = { guest: 'its holder', friend: 'whom he approved for it', stranger: 'his operator' }[
              who
            ]
            it(`by ${word} gives it to the recipient and says so in one log`, async () => {
              const logs = await logsOf(chain, move(event[who], event.holder, recipient, tokenId))

              const args = { from: event.holder, to: recipient, tokenId }
              expect(logs).to.deep.equal([{ eventName: 'Transfer', args }])
              expect(await event.read.ownerOf([tokenId])).to.equal(recipient)
              expect(await event.read.balanceOf([event.holder])).to.equal(HELD - 1n)
              expect(await event.read.balanceOf([recipient])).to.equal(1n)
              expect(await event.read.getApproved([tokenId])).to.equal(zeroAddress)
            })
          }

          it('leaves its neighbours and their approvals alone', async () => {
            const others = Object.values(tickets).filter((id) => id !== tokenId)
            await move(event.guest, event.holder, recipient, tokenId)
            const friend = event.of(event.friend)
            for (const other of others) {
              expect(await event.read.ownerOf([other])).to.equal(event.holder)
              expect(await event.read.getApproved([other])).to.equal(friend)
            }
            const neighbours = [tokenId - 1n, tokenId + 1n].filter((id) => id >= TICKET)
            const [before, after] = freshAddresses(2).map((address) => getAddress(address))
            for (const id of neighbours) {
              expect(await event.read.ownerOf([id])).to.be.oneOf([event.holder, before, after])
            }
          })

          it('goes on by its new holder alone', async () => {
            await move(event.guest, event.holder, event.of(event.minter), tokenId)
            for (const former of [event.guest, event.friend, event.stranger]) {
              const sent = move(former, event.of(event.minter), recipient, tokenId)
              await expectRevert(sent, 'ERC721InsufficientApproval', [event.of(former), tokenId])
            }
            await move(event.minter, event.of(event.minter), event.holder, tokenId)
            expect(await event.read.ownerOf([tokenId])).to.equal(event.holder)
            expect(await event.read.balanceOf([event.holder])).to.equal(HELD)
          })
        })
      }

      it('to its own holder changes nothing but the approval', async () => {
        const logs = await logsOf(chain, move(event.guest, event.holder, event.holder, TICKET))
        const args = { from: event.holder, to: event.holder, tokenId: TICKET }
        expect(logs).to.deep.equal([{ eventName: 'Transfer', args }])
        expect(await event.read.ownerOf([TICKET])).to.equal(event.holder)
        expect(await event.read.balanceOf([event.holder])).to.equal(HELD)
        expect(await event.read.getApproved([TICKET])).to.equal(zeroAddress)
      })

      it('is refused to everybody else', async () => {
        const others = [event.organizer, event.minter, event.gate, chain.wallet(STRANGER_ACCOUNT)]
        for (const other of others) {
          const sent = move(other, event.holder, recipient, TICKET)
          await expectRevert(sent, 'ERC721InsufficientApproval', [event.of(other), TICKET])
        }
      })

      it('is refused from a wallet that does not hold it, whoever asks', async () => {
        for (const by of [event.guest, event.friend, event.stranger]) {
          for (const from of [recipient, event.of(event.friend), zeroAddress]) {
            const sent = move(by, from, recipient, TICKET)
            await expectRevert(sent, 'ERC721IncorrectOwner', [from, TICKET, event.holder])
          }
        }
      })

      it('is refused to the zero address', async () => {
        for (const by of [event.guest, event.friend, event.stranger]) {
          const sent = move(by, event.holder, zeroAddress, TICKET)
          await expectRevert(sent, 'ERC721InvalidReceiver', [zeroAddress])
        }
      })

      for (const [what, tokenId] of Object.entries(notTickets)) {
        it(`is refused of ${what}`, async () => {
          for (const from of [event.holder, zeroAddress]) {
            const sent = move(event.guest, from, recipient, tokenId)
            await expectRevert(sent, 'ERC721NonexistentToken', [tokenId])
          }
        })
      }
    })
  }
})
