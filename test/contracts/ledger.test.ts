import { expect } from 'chai'
import fc from 'fast-check'
import type { Address } from 'viem'
import { getAddress, zeroAddress } from 'viem'
import type { TestChain } from './chain.ts'
import { expectRevert, openChain } from './chain.ts'
import type { TestEvent } from './event.ts'
import { createEvent, freshAddresses, tier } from './event.ts'

const FIRST = 1_000_001n

/** Issue `count` tickets to one holder, or one each to as many; then perhaps move or end one of them. */
type Step = { readonly count: number; readonly isList: boolean; readonly move: 'none' | 'transfer' | 'void' }

describe('who holds which ticket', () => {
  let chain: TestChain
  let event: TestEvent
  let guest: Address
  let friend: Address

  const created = () => createEvent(chain, { standing: { supply: 2_000 } })

  before(async () => {
    chain = await openChain()
  })

  beforeEach(async () => {
    event = await chain.loadFixture(created)
    guest = getAddress(event.guest.account.address)
    friend = getAddress(event.friend.account.address)
  })

  const mint = (to: Address, count: number) =>
    event.as(event.organizer).write.mint([tier.open, to, BigInt(count)])
  const airdrop = (to: readonly Address[]) => event.as(event.organizer).write.airdrop([tier.open, to])

  /** The holders of tickets 1 to `count` of the tier, zero for none. */
  const holders = (count: number) =>
    Promise.all(
      Array.from({ length: count }, (_, i) =>
        event.read.ownerOf([FIRST + BigInt(i)]).catch(() => zeroAddress),
      ),
    )

  // A page has 64 ids and number 1 is its second; a batch has at most 128 tickets.
  for (const before of [0, 1, 61, 62, 63, 64, 126]) {
    for (const count of [1, 2, 3, 62, 63, 64, 65, 127, 128, 129, 257]) {
      it(`is told for ${count} issued together after ${before} others, and for nothing beyond`, async () => {
        if (before > 0) await mint(friend, before)
        await mint(guest, count)

        const expected = [
          ...Array(before).fill(friend),
          ...Array(count).fill(guest),
          zeroAddress,
          zeroAddress,
        ]
        expect(await holders(expected.length)).to.deep.equal(expected)
        expect(await event.read.balanceOf([guest])).to.equal(BigInt(count))
      })
    }
  }

  for (const count of [1, 127, 128, 129, 200]) {
    it(`is told for a list of ${count}, in its order`, async () => {
      await mint(friend, 5)
      const list = freshAddresses(count).map((address) => getAddress(address))
      await airdrop(list)
      await mint(guest, 3)

      const expected = [...Array(5).fill(friend), ...list, guest, guest, guest, zeroAddress]
      expect(await holders(expected.length)).to.deep.equal(expected)
    })
  }

  it('changes for one ticket of a batch and no other', async () => {
    await mint(guest, 130)
    for (const index of [0, 1, 62, 63, 64, 127, 128, 129]) {
      await event.as(event.guest).write.transferFrom([guest, friend, FIRST + BigInt(index)])
    }
    await event.as(event.organizer).write.voidTickets([[FIRST + 2n, FIRST + 63n]])

    const all = await holders(131)
    const moved = all.flatMap((holder, index) => (holder === friend ? [index] : []))
    const ended = all.flatMap((holder, index) => (holder === zeroAddress ? [index] : []))
    expect(moved).to.deep.equal([0, 1, 62, 64, 127, 128, 129])
    expect(ended).to.deep.equal([2, 63, 130])
    expect(await event.read.balanceOf([guest])).to.equal(121n)
    expect(await event.read.balanceOf([friend])).to.equal(7n)
  })

  it('is nobody for an id that no ticket has, however high, and for the ids around a tier', async () => {
    await mint(guest, 100)
    for (const id of [0n, 1n, 63n, 1_000_000n, 1_000_101n, 1_000_128n, 1_999_999n, 2_000_000n, 2_000_001n]) {
      await expectRevert(event.read.ownerOf([id]), 'ERC721NonexistentToken', [id])
    }
    for (const bits of [64n, 128n, 160n, 192n, 250n, 255n]) {
      const id = 2n ** bits + FIRST + 5n
      await expectRevert(event.read.ownerOf([id]), 'ERC721NonexistentToken', [id])
    }
  })

  it('agrees with a plain list of holders whatever is issued, moved and ended', async () => {
    const step: fc.Arbitrary<Step> = fc.record({
      count: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 140 })),
      isList: fc.boolean(),
      move: fc.constantFrom('none', 'transfer', 'void'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8 }), async (steps) => {
        event = await chain.loadFixture(created)
        const expected: Address[] = []
        for (const each of steps) await take(expected, each)
        expect(await holders(expected.length + 1)).to.deep.equal([...expected, zeroAddress])
        for (const who of [guest, friend]) {
          const count = expected.filter((holder) => holder === who).length
          expect(await event.read.balanceOf([who])).to.equal(BigInt(count))
        }
      }),
      { numRuns: 10 },
    )
  }).timeout(120_000)

  /** Does a step on the chain and in the plain list. */
  async function take(expected: Address[], { count, isList, move }: Step): Promise<void> {
    const list = Array.from({ length: count }, (_, i) => (isList && i % 2 === 1 ? friend : guest))
    if (isList) await airdrop(list)
    else await mint(guest, count)
    const index = expected.length + Math.floor(count / 2)
    expected.push(...list)

    const tokenId = FIRST + BigInt(index)
    if (move === 'none') return
    if (move === 'void') {
      await event.as(event.organizer).write.voidTickets([[tokenId]])
      expected[index] = zeroAddress
      return
    }
    const [from, to] = expected[index] === guest ? [event.guest, event.friend] : [event.friend, event.guest]
    await event.as(from).write.transferFrom([from.account.address, to.account.address, tokenId])
    expected[index] = getAddress(to.account.address)
  }

  describe('how often a ticket has moved', () => {
    it('counts every movement and its end, and never falls', async () => {
      await mint(guest, 2)
      expect(await event.read.transferCountOf([FIRST])).to.equal(0)
      await event.as(event.guest).write.transferFrom([guest, friend, FIRST])
      await event.as(event.friend).write.transferFrom([friend, guest, FIRST])
      expect(await event.read.transferCountOf([FIRST])).to.equal(2)
      expect(await event.read.transferCountOf([FIRST + 1n])).to.equal(0)

      await event.as(event.organizer).write.voidTickets([[FIRST]])
      expect(await event.read.transferCountOf([FIRST])).to.equal(3)
    })

    it('is 0 of a ticket that has not moved, wherever in its page other batches begin', async () => {
      // the page's word is that of its first batch, and tells of the others by bits of its own
      await mint(guest, 40)
      for (let others = 0; others < 10; others++) await mint(friend, 2)
      const counts = await Promise.all(
        Array.from({ length: 60 }, (_, i) => event.read.transferCountOf([FIRST + BigInt(i)])),
      )
      expect(counts).to.deep.equal(Array(60).fill(0))

      await event.as(event.guest).write.transferFrom([guest, friend, FIRST])
      expect(await event.read.transferCountOf([FIRST])).to.equal(1)
    })

    it('ends an approval, also when the ticket comes back', async () => {
      await mint(guest, 2)
      await event.as(event.guest).write.approve([event.stranger.account.address, FIRST])
      await event.as(event.guest).write.transferFrom([guest, friend, FIRST])
      await event.as(event.friend).write.transferFrom([friend, guest, FIRST])

      expect(await event.read.getApproved([FIRST])).to.equal(zeroAddress)
      await expectRevert(
        event.as(event.stranger).write.transferFrom([guest, friend, FIRST]),
        'ERC721InsufficientApproval',
        [getAddress(event.stranger.account.address), FIRST],
      )
    })
  })
})
