import { expect } from 'chai'
import type { Address } from 'viem'
import { getAddress, getContract, parseAbi } from 'viem'
import { listingTypedData } from '#core/listing.ts'
import type { TestChain } from './chain.ts'
import { expectRevert, openChain, revertDataOf } from './chain.ts'
import type { TestEvent } from './event.ts'
import { createEvent, DAY, HOUR, PRICE, tier } from './event.ts'

const PURSE = getAddress(`0x${'ab'.repeat(20)}`)

/** Selector of the token's own `ERC20InsufficientBalance(address,uint256,uint256)` (ERC-6093). */
const INSUFFICIENT_BALANCE = '0xe450d38c'

/** The contract's `OddToken.Way`. */
const way = { honest: 0, false: 1, silent: 2, fee: 3, generous: 4, liar: 5, withholding: 6 } as const

const tokenAbi = parseAbi([
  'function balanceOf(address) view returns (uint256)',
  'function mint(address, uint256)',
  'function approve(address, uint256) returns (bool)',
  'function setWay(uint8)',
  'function take(address, uint256)',
])

describe('a UsherEvent that is paid in an ERC-20', () => {
  let chain: TestChain
  let event: TestEvent
  let token: ReturnType<typeof tokenAt>
  let me: Address

  const tokenAt = (address: Address) =>
    getContract({ address, abi: tokenAbi, client: { public: chain.client, wallet: event.guest } })

  const created = async () => {
    const currency = await chain.deploy('OddToken')
    return { currency, ...(await createEvent(chain, { settings: { currency } })) }
  }

  before(async () => {
    chain = await openChain()
  })

  beforeEach(async () => {
    const fixture = await chain.loadFixture(created)
    event = fixture
    token = tokenAt(fixture.currency)
    me = event.guest.account.address
    await token.write.mint([me, 100n * PRICE])
    await token.write.approve([event.address, 10n * PRICE])
  })

  const buy = (count = 1n, value = 0n) =>
    event.as(event.guest).write.buy([tier.open, count, me, PRICE], { value })
  const balanceOf = (account: Address) => token.read.balanceOf([account])

  it('takes the due amount from the buyer, and pays it out at settlement', async () => {
    await buy(2n)
    expect(await balanceOf(event.address)).to.equal(2n * PRICE)
    expect(await event.read.escrow()).to.equal(2n * PRICE)

    await chain.time.increaseTo(event.settings.endsAt + 72n * HOUR)
    await event.as(event.organizer).write.withdraw([PURSE])
    expect(await balanceOf(PURSE)).to.equal(2n * PRICE)
  })

  it('pays refunds and credits in it', async () => {
    await buy(2n)
    const { write } = event.as(event.organizer)
    await write.voidTickets([[1_000_001n]])
    await write.cancelEvent()

    await event.as(event.guest).write.withdrawCredit([PURSE])
    await event.as(event.guest).write.refund([[1_000_002n], PURSE])

    expect(await balanceOf(PURSE)).to.equal(2n * PRICE)
    expect(await balanceOf(event.address)).to.equal(0n)
  })

  it('takes no native coin, not even beside the payment or for a free ticket', async () => {
    await expectRevert(buy(1n, 1n), 'UsherEvent_PaymentInexact', [0n, 1n])
    await expectRevert(
      event.as(event.guest).write.buy([tier.free, 1n, me, 0n], { value: 1n }),
      'UsherEvent_PaymentInexact',
      [0n, 1n],
    )
  })

  it('asks nothing of the token for a free ticket', async () => {
    await token.write.setWay([way.false])
    await event.as(event.guest).write.buy([tier.free, 1n, me, 0n])
  })

  it('counts what arrived, not what was sent to it before', async () => {
    await token.write.mint([event.address, 5n * PRICE])
    await buy()
    expect(await event.read.escrow()).to.equal(PRICE)
  })

  describe('when the token answers nothing', () => {
    it('works all the same', async () => {
      await token.write.setWay([way.silent])
      await buy()
      await event.as(event.organizer).write.cancelEvent()
      await event.as(event.guest).write.refund([[1_000_001n], PURSE])
      expect(await balanceOf(PURSE)).to.equal(PRICE)
    })
  })

  describe('when the token does not do what it was asked', () => {
    const wrong = [
      ['answers false', way.false, 'SafeERC20FailedOperation', () => [getAddress(token.address)]],
      ['keeps a fee', way.fee, 'UsherEvent_PaymentInexact', () => [PRICE, PRICE - 1n]],
      ['moves more', way.generous, 'UsherEvent_PaymentInexact', () => [PRICE, PRICE + 1n]],
      ['moves nothing and answers true', way.liar, 'UsherEvent_PaymentInexact', () => [PRICE, 0n]],
    ] as const
    for (const [what, how, error, args] of wrong) {
      it(`sells nothing if it ${what}`, async () => {
        await token.write.setWay([how])
        await expectRevert(buy(), error, args())
        expect(await event.read.balanceOf([me])).to.equal(0n)
        expect(await event.read.escrow()).to.equal(0n)
      })
    }

    it('sells nothing to a buyer who has not approved enough', async () => {
      await buy().then(() =>
        buy(10n).then(
          () => expect.fail('expected the purchase to be refused'),
          () => undefined,
        ),
      )
      expect(await event.read.balanceOf([me])).to.equal(1n)
    })
  })

  describe('when the token does not pay out what it took', () => {
    const late = (days: bigint) => chain.time.increaseTo(event.settings.endsAt + days * DAY)
    const payouts: [string, () => Promise<unknown>, () => Promise<unknown>][] = [
      [
        'refund',
        () => event.as(event.organizer).write.cancelEvent(),
        () => event.as(event.guest).write.refund([[1_000_001n], PURSE]),
      ],
      [
        'withdrawCredit',
        () => event.as(event.organizer).write.voidTickets([[1_000_001n]]),
        () => event.as(event.guest).write.withdrawCredit([PURSE]),
      ],
      ['withdraw', () => late(3n), () => event.as(event.organizer).write.withdraw([PURSE])],
    ]
    for (const [name, first, payOut] of payouts) {
      it(`${name} books nothing as paid until it does`, async () => {
        await buy()
        await first()
        const owed = async () => (await event.read.escrow()) + (await event.read.totalCredit())
        await token.write.setWay([way.false])
        await expectRevert(payOut(), 'SafeERC20FailedOperation', [getAddress(token.address)])
        expect(await owed()).to.equal(PRICE)

        await token.write.setWay([way.honest])
        await payOut()
        expect(await owed()).to.equal(0n)
        expect(await balanceOf(PURSE)).to.equal(PRICE)
      })
    }
  })

  describe('when the token changes balances by itself', () => {
    it('owes what was paid, neither more when they grow nor less when they shrink', async () => {
      await buy(2n)
      await token.write.mint([event.address, PRICE])
      expect(await event.read.escrow()).to.equal(2n * PRICE)

      await token.write.take([event.address, 2n * PRICE])
      await event.as(event.organizer).write.cancelEvent()
      expect(await event.read.escrow()).to.equal(2n * PRICE)
      // who comes first is paid in full, who comes last waits until there is enough again
      await event.as(event.guest).write.refund([[1_000_001n], PURSE])
      const last = () => event.as(event.guest).write.refund([[1_000_002n], PURSE])
      const refusal = await last().catch((cause: unknown) => cause)
      expect(revertDataOf(refusal).slice(0, 10)).to.equal(INSUFFICIENT_BALANCE)
      await token.write.mint([event.address, PRICE])
      await last()
    })
  })

  describe('on the house market', () => {
    const seller = () => getAddress(event.friend.account.address)
    const royalty = PRICE / 20n

    /** The friend's ticket, listed at the face price and bought by the guest. */
    const resell = async () => {
      await event.as(event.organizer).write.mint([tier.market, seller(), 1n])
      const listing = {
        seller: seller(),
        tokenId: 3_000_001n,
        transferCount: 0,
        epoch: 0,
        price: PRICE,
        expiresAt: event.start + DAY,
      }
      const typedData = listingTypedData({ chainId: 31_337, contract: event.address }, listing)
      const signature = await event.friend.signTypedData({ ...typedData, account: event.friend.account })
      return event.as(event.guest).write.buyListing([listing, signature, me])
    }

    it('pays the seller and keeps the royalty', async () => {
      await resell()
      expect(await balanceOf(seller())).to.equal(PRICE - royalty)
      expect(await balanceOf(event.address)).to.equal(royalty)
      expect(await event.read.totalCredit()).to.equal(royalty)
      expect(await event.read.escrow()).to.equal(0n)
    })

    for (const which of ['fee', 'generous', 'liar'] as const) {
      it(`sells nothing for a token that is ${which}`, async () => {
        await token.write.setWay([way[which]])
        const paid = { fee: PRICE - 1n, generous: PRICE + 1n, liar: 0n }[which]
        await expectRevert(resell(), 'UsherEvent_PaymentInexact', [PRICE, paid])
      })
    }

    it('owes the seller what the token will not send', async () => {
      await token.write.setWay([way.withholding])
      await resell()
      expect(await event.read.creditOf([seller()])).to.equal(PRICE - royalty)
      expect(await event.read.totalCredit()).to.equal(PRICE)
      expect(await balanceOf(event.address)).to.equal(PRICE)
      expect(await event.read.ownerOf([3_000_001n])).to.equal(getAddress(me))
    })
  })
})
