import { expect } from 'chai'
import type { Abi, Address, Hex } from 'viem'
import { encodeFunctionData, getAddress, getContract, parseAbi } from 'viem'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { listingTypedData } from '#core/listing.ts'
import type { TestChain } from './chain.ts'
import { decodeRefusal, expectRevert, openChain } from './chain.ts'
import type { TestEvent } from './event.ts'
import { createEvent, DAY, HOUR, PRICE, tier } from './event.ts'

const PURSE = getAddress(`0x${'ab'.repeat(20)}`)

/** The contract's `OddToken.Way`. */
const way = { honest: 0, false: 1, silent: 2, fee: 3, generous: 4, liar: 5, withholding: 6 } as const

const tokenAbi = parseAbi([
  'function balanceOf(address) view returns (uint256)',
  'function mint(address, uint256)',
  'function approve(address, uint256) returns (bool)',
  'function setWay(uint8)',
  'function reactWith(address, bytes)',
  'function refusal() view returns (bytes)',
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

    it('keeps the refund until it pays', async () => {
      await buy()
      await event.as(event.organizer).write.cancelEvent()
      await token.write.setWay([way.false])
      const refund = () => event.as(event.guest).write.refund([[1_000_001n], PURSE])
      await expectRevert(refund(), 'SafeERC20FailedOperation', [getAddress(token.address)])
      await token.write.setWay([way.honest])
      await refund()
    })
  })

  describe('when the token calls back', () => {
    const reentries: [string, Hex][] = [
      ['buy', encode('buy', [tier.free, 1n, PURSE, 0n])],
      ['mint', encode('mint', [tier.free, PURSE, 1n])],
      ['airdrop', encode('airdrop', [tier.free, [PURSE]])],
      ['voidTickets', encode('voidTickets', [[1_000_001n]])],
      ['transferFrom', encode('transferFrom', [PURSE, PURSE, 1_000_001n])],
      ['safeTransferFrom', encode('safeTransferFrom', [PURSE, PURSE, 1_000_001n])],
      ['cancelEvent', encode('cancelEvent', [])],
      ['openRefunds', encode('openRefunds', [])],
      ['refund', encode('refund', [[1_000_001n], PURSE])],
      ['withdraw', encode('withdraw', [PURSE])],
      ['withdrawCredit', encode('withdrawCredit', [PURSE])],
    ]
    for (const [name, call] of reentries) {
      it(`finds ${name} closed`, async () => {
        await token.write.reactWith([event.address, call])
        await buy()
        expect(decodeRefusal(await token.read.refusal()).errorName).to.equal('ReentrancyGuardReentrantCall')
        expect(await event.read.balanceOf([me])).to.equal(1n)
      })
    }
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

/** The bytes of a call whose arguments are checked when the test runs. */
function encode(functionName: string, args: readonly unknown[]): Hex {
  const abi: Abi = usherEventAbi
  return encodeFunctionData({ abi, functionName, args })
}
