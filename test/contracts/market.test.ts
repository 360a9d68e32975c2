import { expect } from 'chai'
import type { Address, Hex } from 'viem'
import { encodeFunctionData, getAddress, getContract, hashTypedData, zeroAddress } from 'viem'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { type Listing, LONGEST_LISTING, listingTypedData } from '#core/listing.ts'
import { readArtifact } from '#scripts/artifacts.ts'
import type { TestChain, Wallet } from './chain.ts'
import { decodeRefusal, expectRevert, openChain } from './chain.ts'
import type { TestEvent } from './event.ts'
import { createEvent, DAY, HOUR, logsOf, PRICE, policy, status, tier } from './event.ts'

/** The first ticket of each tier is the guest's. */
const ticket = { open: 1_000_001n, gift: 2_000_001n, market: 3_000_001n, bound: 4_000_001n } as const

/** The cap of the fixture: 110 % of the face price. */
const CAP = (PRICE * 11_000n) / 10_000n
const royaltyOf = (price: bigint) => (price * 500n) / 10_000n

describe('the house market', () => {
  let chain: TestChain
  let event: TestEvent
  let guest: Address
  let friend: Address
  let organizer: Address

  const created = async () => {
    const fresh = await createEvent(chain)
    for (const name of ['open', 'gift', 'market', 'bound'] as const) await fresh.buy(fresh.guest, tier[name])
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

  const eventId = () => ({ chainId: 31_337, contract: event.address })

  /** A listing of the guest's that counts; override what a test is about. */
  const listingOf = (changes: Partial<Listing> = {}): Listing => ({
    seller: guest,
    tokenId: ticket.market,
    transferCount: 0,
    epoch: 0,
    price: CAP,
    expiresAt: event.start + 7n * DAY,
    ...changes,
  })
  const sign = (listing: Listing, by: Wallet = event.guest) =>
    by.signTypedData({ ...listingTypedData(eventId(), listing), account: by.account })
  const digestOf = (listing: Listing) => hashTypedData(listingTypedData(eventId(), listing))
  const fill = (listing: Listing, signature: Hex, by = event.friend, value = listing.price) =>
    event.as(by).write.buyListing([listing, signature, by.account.address], { value })
  const fillSigned = async (listing: Listing, by = event.friend) => fill(listing, await sign(listing), by)
  const balanceOf = (address: Address) => chain.client.getBalance({ address })

  describe('when a listing that counts is bought', () => {
    it('gives the ticket to the buyer, pays the seller, and owes the organizer his royalty', async () => {
      const before = await balanceOf(guest)
      const escrow = await event.read.escrow()
      const royalty = royaltyOf(CAP)

      const sale = { tokenId: ticket.market, seller: guest, buyer: friend, price: CAP, royalty }
      expect(await logsOf(chain, fillSigned(listingOf()))).to.deep.equal([
        { eventName: 'Transfer', args: { from: guest, to: friend, tokenId: ticket.market } },
        { eventName: 'TicketResold', args: sale },
        { eventName: 'CreditAdded', args: { account: organizer, tokenId: ticket.market, amount: royalty } },
      ])
      expect(await event.read.ownerOf([ticket.market])).to.equal(friend)
      expect(await balanceOf(guest)).to.equal(before + CAP - royalty)
      expect(await event.read.creditOf([organizer])).to.equal(royalty)
      expect(await event.read.totalCredit()).to.equal(royalty)
      expect(await event.read.escrow()).to.equal(escrow)
      expect(await event.read.paidFor([ticket.market])).to.equal(PRICE)
      expect(await balanceOf(event.address)).to.equal(escrow + royalty)
    })

    it('may give the ticket to somebody else than who pays', async () => {
      const listing = listingOf()
      const to = getAddress(event.stranger.account.address)
      await event.as(event.friend).write.buyListing([listing, await sign(listing), to], { value: CAP })
      expect(await event.read.ownerOf([ticket.market])).to.equal(to)
    })

    it('owes no royalty on what costs nothing', async () => {
      const logs = await logsOf(chain, fillSigned(listingOf({ price: 0n })))
      expect(logs.map(({ eventName }) => eventName)).to.deep.equal(['Transfer', 'TicketResold'])
    })

    it('calls no contract that the ticket is given to', async () => {
      const { abi } = await readArtifact('Puppet')
      const to = getAddress(await chain.deploy('Puppet'))
      const puppet = getContract({ address: to, abi, client: event.guest })
      await puppet.write.reactWith?.([event.address, '0x'])

      const listing = listingOf()
      await event.as(event.friend).write.buyListing([listing, await sign(listing), to], { value: CAP })

      expect(await event.read.ownerOf([ticket.market])).to.equal(to)
      expect(await puppet.read.reactions?.()).to.equal(0n)
    })

    it('calls the seller only to pay, and nobody can enter meanwhile', async () => {
      const { abi } = await readArtifact('ContractWallet')
      const address = getAddress(await chain.deploy('ContractWallet', [guest]))
      const wallet = getContract({ address, abi, client: event.guest })
      await event.as(event.guest).write.transferFrom([guest, address, ticket.open])
      const listing = listingOf({ seller: address, tokenId: ticket.open, transferCount: 1 })
      const back = encodeFunctionData({ abi: usherEventAbi, functionName: 'cancelListings' })
      await wallet.write.reactWith?.([event.address, back])

      await fill(listing, await sign(listing))

      expect(await wallet.read.reactions?.()).to.equal(1n)
      const refusal = decodeRefusal((await wallet.read.refusal?.()) as Hex)
      expect(refusal.errorName).to.equal('ReentrancyGuardReentrantCall')
      expect(await balanceOf(address)).to.equal(CAP - royaltyOf(CAP))
    })
  })

  describe('when the seller is a contract wallet', () => {
    const sell = async () => {
      const { abi } = await readArtifact('ContractWallet')
      const address = getAddress(await chain.deploy('ContractWallet', [guest]))
      await event.as(event.guest).write.transferFrom([guest, address, ticket.open])
      const listing = listingOf({ seller: address, tokenId: ticket.open, transferCount: 1 })
      return { address, listing, wallet: getContract({ address, abi, client: event.guest }) }
    }

    it('counts its ERC-1271 signature', async () => {
      const { address, listing } = await sell()
      await expectRevert(
        sign(listing, event.stranger).then((signature) => fill(listing, signature)),
        'UsherEvent_SignatureInvalid',
        [address],
      )
      await fill(listing, await sign(listing))
      expect(await event.read.ownerOf([ticket.open])).to.equal(friend)
    })

    for (const [how, turn] of [
      ['refuses to take', 'refuse'],
      ['uses up all its gas on', 'exhaust'],
    ] as const) {
      it(`owes it what it ${how}, and the sale stands`, async () => {
        const { address, listing, wallet } = await sell()
        await wallet.write[turn]?.()
        const proceeds = CAP - royaltyOf(CAP)

        const logs = await logsOf(chain, fill(listing, await sign(listing)))
        expect(logs.at(-1)).to.deep.equal({
          eventName: 'CreditAdded',
          args: { account: address, tokenId: ticket.open, amount: proceeds },
        })
        expect(await event.read.creditOf([address])).to.equal(proceeds)
        expect(await event.read.ownerOf([ticket.open])).to.equal(friend)
      })
    }
  })

  describe('the price', () => {
    it('may be the cap, and not one unit more', async () => {
      const above = listingOf({ price: CAP + 1n })
      await expectRevert(fillSigned(above), 'UsherEvent_PriceAboveCap', [CAP + 1n, CAP])
      await fillSigned(listingOf())
    })

    it('has cap and royalty rounded down to whole units', async () => {
      const standing = { price: 333n, resaleCapBps: 11_111, royaltyBps: 777 }
      event = await createEvent(chain, { standing })
      await event.as(event.organizer).write.mint([tier.market, guest, 1n])

      // 333 × 1.1111 = 369.99…, and 369 × 0.0777 = 28.67…
      const above = listingOf({ price: 370n })
      await expectRevert(fillSigned(above), 'UsherEvent_PriceAboveCap', [370n, 369n])
      await fillSigned(listingOf({ price: 369n }))
      expect(await event.read.creditOf([organizer])).to.equal(28n)
    })

    it('is paid exactly', async () => {
      const listing = listingOf()
      const signature = await sign(listing)
      for (const value of [CAP - 1n, CAP + 1n]) {
        await expectRevert(fill(listing, signature, event.friend, value), 'UsherEvent_PaymentInexact', [
          CAP,
          value,
        ])
      }
    })
  })

  describe('a listing that does not count', () => {
    const changed: [string, Partial<Listing>][] = [
      ['another ticket', { tokenId: ticket.gift }],
      ['another price', { price: CAP - 1n }],
      ['another expiry', { expiresAt: 2_000_000_000n }],
    ]
    for (const [what, changes] of changed) {
      it(`says ${what} than its seller signed`, async () => {
        const signature = await sign(listingOf())
        const listing = listingOf(what === 'another expiry' ? { expiresAt: event.start + 6n * DAY } : changes)
        await expectRevert(fill(listing, signature), 'UsherEvent_SignatureInvalid', [guest])
      })
    }

    it('was signed by somebody else, or for another event or chain', async () => {
      const listing = listingOf()
      for (const signature of [
        await sign(listing, event.stranger),
        await event.guest.signTypedData({
          ...listingTypedData({ ...eventId(), contract: event.factory }, listing),
          account: event.guest.account,
        }),
        '0x' as Hex,
      ]) {
        await expectRevert(fill(listing, signature), 'UsherEvent_SignatureInvalid', [guest])
      }
    })

    it('is not its holder’s', async () => {
      const seller = getAddress(event.stranger.account.address)
      const listing = listingOf({ seller })
      await expectRevert(
        sign(listing, event.stranger).then((signature) => fill(listing, signature)),
        'UsherEvent_NotHolder',
        [ticket.market, seller],
      )
    })

    it('is for a ticket that does not exist', async () => {
      const tokenId = 3_000_002n
      await expectRevert(fillSigned(listingOf({ tokenId })), 'ERC721NonexistentToken', [tokenId])
    })

    it('has expired', async () => {
      const listing = listingOf()
      const signature = await sign(listing)
      await chain.time.setNextBlockTimestamp(listing.expiresAt)
      await expectRevert(fill(listing, signature), 'UsherEvent_ListingExpired', [listing.expiresAt])
      await chain.time.setNextBlockTimestamp(listing.expiresAt - 1n)
      await fill(listing, signature)
    })

    it('expires in more than 30 days', async () => {
      const now = event.start + HOUR
      const longest = now + LONGEST_LISTING
      await chain.time.setNextBlockTimestamp(now)
      await expectRevert(fillSigned(listingOf({ expiresAt: longest + 1n })), 'UsherEvent_ListingTooLong', [
        longest + 1n,
        longest,
      ])
      await chain.time.setNextBlockTimestamp(now)
      await fillSigned(listingOf({ expiresAt: longest }))
    })

    it('would give the ticket to nobody', async () => {
      const listing = listingOf()
      const sent = event.as(event.friend).write.buyListing([listing, await sign(listing), zeroAddress], {
        value: CAP,
      })
      await expectRevert(sent, 'ERC721InvalidReceiver', [zeroAddress])
    })
  })

  describe('a listing', () => {
    it('is filled once, also after the ticket has come back', async () => {
      const first = listingOf()
      const signature = await sign(first)
      await fill(first, signature)
      await expectRevert(fill(first, signature), 'UsherEvent_NotHolder', [ticket.market, guest])

      const back = listingOf({ seller: friend, transferCount: 1 })
      await fill(back, await sign(back, event.friend), event.guest)
      await expectRevert(fill(first, signature), 'UsherEvent_ListingOutdated', [ticket.market, 0, 2])
    })

    it('dies with any transfer', async () => {
      const listing = listingOf({ tokenId: ticket.open })
      const signature = await sign(listing)
      await event.as(event.guest).write.transferFrom([guest, friend, ticket.open])
      await event.as(event.friend).write.transferFrom([friend, guest, ticket.open])
      await expectRevert(fill(listing, signature), 'UsherEvent_ListingOutdated', [ticket.open, 0, 2])
    })

    it('is taken back alone, by its seller', async () => {
      const listing = listingOf()
      const other = listingOf({ price: CAP - 1n })
      await expectRevert(event.as(event.friend).write.cancelListing([listing]), 'UsherEvent_NotHolder', [
        ticket.market,
        friend,
      ])

      const digest = digestOf(listing)
      expect(await event.read.hashListing([listing])).to.equal(digest)
      expect(await logsOf(chain, event.as(event.guest).write.cancelListing([listing]))).to.deep.equal([
        { eventName: 'ListingCanceled', args: { seller: guest, listing: digest } },
      ])
      expect(await event.read.isListingCanceled([digest])).to.equal(true)
      await expectRevert(fillSigned(listing), 'UsherEvent_ListingCanceled', [digest])
      await fillSigned(other)
    })

    it('is taken back with all others, and those of the next epoch count', async () => {
      const listing = listingOf()
      expect(await logsOf(chain, event.as(event.guest).write.cancelListings())).to.deep.equal([
        { eventName: 'ListingsCanceled', args: { seller: guest, epoch: 1 } },
      ])
      expect(await event.read.epochOf([guest])).to.equal(1)
      expect(await event.read.balanceOf([guest])).to.equal(4n)
      await expectRevert(fillSigned(listing), 'UsherEvent_ListingCanceled', [digestOf(listing)])
      const ahead = listingOf({ epoch: 2 })
      await expectRevert(fillSigned(ahead), 'UsherEvent_ListingCanceled', [digestOf(ahead)])
      await fillSigned(listingOf({ epoch: 1 }))
    })
  })

  describe('the rules of movement', () => {
    for (const name of ['open', 'gift', 'market'] as const) {
      it(`let a ticket of a tier that is ${name} be resold`, async () => {
        await fillSigned(listingOf({ tokenId: ticket[name] }))
        expect(await event.read.ownerOf([ticket[name]])).to.equal(friend)
      })
    }

    it('keep a bound ticket where it is', async () => {
      const listing = listingOf({ tokenId: ticket.bound })
      await expectRevert(fillSigned(listing), 'UsherEvent_TransferRefused', [
        ticket.bound,
        policy.bound,
        zeroAddress,
      ])
    })

    it('end with the cut-off', async () => {
      const { cutOffAt } = event.settings
      const listing = listingOf({ expiresAt: cutOffAt + DAY })
      const signature = await sign(listing)
      await chain.time.setNextBlockTimestamp(cutOffAt)
      await expectRevert(fill(listing, signature), 'UsherEvent_CutOffPassed', [cutOffAt])
      await chain.time.setNextBlockTimestamp(cutOffAt - 1n)
      await fill(listing, signature)
    })

    it('end with the cancellation, and hold while sales are paused', async () => {
      await event.as(event.organizer).write.pauseSales()
      await fillSigned(listingOf())
      await event.as(event.organizer).write.cancelEvent()
      await expectRevert(fillSigned(listingOf({ tokenId: ticket.open })), 'UsherEvent_Frozen', [
        status.canceled,
      ])
    })
  })

  it('refunds the buyer the face price, whatever he paid', async () => {
    await fillSigned(listingOf())
    await event.as(event.organizer).write.cancelEvent()
    const purse = getAddress(`0x${'ab'.repeat(20)}`)
    await event.as(event.friend).write.refund([[ticket.market], purse])
    expect(await balanceOf(purse)).to.equal(PRICE)
  })
})
