import { expect } from 'chai'
import type { Abi, AbiFunction, Hash } from 'viem'
import { keccak256, parseEventLogs, toFunctionSignature, toHex, zeroAddress, zeroHash } from 'viem'
import { hardhat } from 'viem/chains'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { type Listing, listingTypedData } from '#core/listing.ts'
import { voucherTypedData } from '#core/voucher.ts'
import type { TestChain } from './chain.ts'
import { expectRevert, openChain } from './chain.ts'
import type { TestEvent } from './event.ts'
import { createEvent, DAY, status, tier } from './event.ts'

const TICKET = 1_000_001n
const OTHER = 1_000_002n
const MINTER_ROLE = keccak256(toHex('MINTER_ROLE'))

type Person = 'organizer' | 'guest' | 'friend' | 'stranger'

/** A call that passes on the fixture, after steps of its own if it needs any. */
type Call = readonly [by: Person, args: readonly unknown[], first?: () => Promise<unknown>]

describe('every way a ticket begins, moves or ends', () => {
  let chain: TestChain
  let event: TestEvent

  /** A guest with two paid tickets, one of them to be reissued now, and a credit; an organizer to be; moved times. */
  const prepared = async () => {
    const fresh = await createEvent(chain)
    await fresh.buy(fresh.guest, tier.open, 3n)
    const { write } = fresh.as(fresh.organizer)
    const { doorsAt, endsAt, cutOffAt } = fresh.settings
    await write.changeTimes([doorsAt + DAY, endsAt + DAY, cutOffAt + DAY])
    await write.voidTickets([[1_000_003n]])
    await write.announceReissue([TICKET, fresh.friend.account.address])
    await chain.time.increase(2n * DAY)
    await write.transferOwnership([fresh.friend.account.address])
    return fresh
  }

  before(async () => {
    chain = await openChain()
  })

  beforeEach(async () => {
    event = await chain.loadFixture(prepared)
  })

  const of = (person: Person) => event[person].account.address
  const later = (days: bigint) => chain.time.increaseTo(event.settings.endsAt + days * DAY)

  // A new function of the contract fails these tests until it stands in one of the tables.

  const listingType = '(address,uint256,uint32,uint32,uint256,uint64)'
  const voucherType = '(bytes32,address,uint16,uint32,address,address,uint64)'

  /** A listing of the guest's that counts now, free, as the calls of these tables carry no money. */
  const listingNow = async (): Promise<Listing> => ({
    seller: of('guest'),
    tokenId: TICKET,
    transferCount: 0,
    epoch: 0,
    price: 0n,
    expiresAt: BigInt(await chain.time.latest()) + DAY,
  })

  /** What can change who holds a ticket. */
  const movers: Record<string, () => Call | Promise<Call>> = {
    'buy(uint16,uint256,address,uint256)': () => ['guest', [tier.free, 1n, of('guest'), 0n]],
    'mint(uint16,address,uint256)': () => ['organizer', [tier.free, of('guest'), 1n]],
    'airdrop(uint16,address[])': () => ['organizer', [tier.free, [of('guest')]]],
    'airdropOnce(bytes32,uint16,address[])': () => ['organizer', [zeroHash, tier.free, [of('guest')]]],
    'transferFrom(address,address,uint256)': () => ['guest', [of('guest'), of('friend'), TICKET]],
    'safeTransferFrom(address,address,uint256)': () => ['guest', [of('guest'), of('friend'), TICKET]],
    'safeTransferFrom(address,address,uint256,bytes)': () => [
      'guest',
      [of('guest'), of('friend'), TICKET, '0x'],
    ],
    'voidTickets(uint256[])': () => ['organizer', [[TICKET, OTHER]]],
    'refund(uint256[],address)': () => ['guest', [[TICKET, OTHER], of('guest')]],
    [`buyListing(${listingType},bytes,address)`]: async () => {
      const listing = await listingNow()
      const typedData = listingTypedData({ chainId: hardhat.id, contract: event.address }, listing)
      const signature = await event.guest.signTypedData({ ...typedData, account: event.guest.account })
      return ['friend', [listing, signature, of('friend')]]
    },
    [`claim(${voucherType},bytes,address,bytes)`]: async () => {
      const voucher = { voucherId: zeroHash, signer: of('organizer'), tierId: tier.free, count: 1 } as const
      const bound = { ...voucher, recipient: of('guest'), key: zeroAddress, expiresAt: 2n ** 40n }
      const typedData = voucherTypedData({ chainId: hardhat.id, contract: event.address }, bound)
      const signature = await event.organizer.signTypedData({
        ...typedData,
        account: event.organizer.account,
      })
      return ['stranger', [bound, signature, of('guest'), '0x']]
    },
    'reissue(uint256)': () => ['stranger', [TICKET]],
  }

  const tierType = '(string,uint128,uint32,uint64,uint64,uint32,uint8,uint32,uint16)'

  /** What cannot. */
  const others: Record<string, () => Call | Promise<Call>> = {
    'acceptOwnership()': () => ['friend', []],
    [`addTier(${tierType})`]: () => ['organizer', [event.standing]],
    'anchorScanLog(bytes32,uint64,uint64)': () => ['organizer', [zeroHash, 1n, 2n]],
    'announceReissue(uint256,address)': () => ['organizer', [OTHER, of('friend')]],
    'approve(address,uint256)': () => ['guest', [of('friend'), TICKET]],
    [`cancelListing(${listingType})`]: async () => ['guest', [await listingNow()]],
    'cancelListings()': () => ['guest', []],
    'cancelEvent()': () => ['organizer', []],
    'changeContractURI(string)': () => ['organizer', ['']],
    [`changeTier(uint16,${tierType})`]: () => ['organizer', [tier.open, event.standing]],
    'changeTimes(uint64,uint64,uint64)': () => {
      const { doorsAt, endsAt, cutOffAt } = event.settings
      return ['organizer', [doorsAt + 2n * DAY, endsAt + 2n * DAY, cutOffAt + 2n * DAY]]
    },
    'dropReissue(uint256)': () => ['guest', [TICKET]],
    'grantRole(bytes32,address)': () => ['organizer', [MINTER_ROLE, of('friend')]],
    'liftUsed(uint256[])': () => ['organizer', [[TICKET]]],
    'markUsed(uint256[])': () => ['organizer', [[TICKET]], () => later(1n)],
    'openRefunds()': () => ['stranger', [], () => later(181n)],
    'pauseSales()': () => ['organizer', []],
    'renounceRole(bytes32,address)': () => ['friend', [MINTER_ROLE, of('friend')]],
    'resumeSales()': () => ['organizer', [], () => event.as(event.organizer).write.pauseSales()],
    'revokeVoucher(bytes32)': () => ['organizer', [zeroHash]],
    'revokeRole(bytes32,address)': () => ['organizer', [MINTER_ROLE, of('friend')]],
    'setApprovalForAll(address,bool)': () => ['guest', [of('friend'), true]],
    'transferOwnership(address)': () => ['organizer', [of('stranger')]],
    'withdraw(address)': () => ['organizer', [of('organizer')], () => later(4n)],
    'withdrawCredit(address)': () => ['guest', [of('guest')]],
  }

  /** Passes once in the life of an event, before it has a tier. */
  const atCreation = `initialize((string,string,address,address,uint64,uint64,uint64,uint32,address,string),${tierType}[])`

  const writes = new Map(
    (usherEventAbi as Abi)
      .filter((item): item is AbiFunction => item.type === 'function')
      .filter(({ stateMutability }) => stateMutability !== 'view' && stateMutability !== 'pure')
      .map((item) => [toFunctionSignature(item), item] as const),
  )

  /** Sends the call of a table and counts the movements in its logs. */
  async function movementsOf(signature: string, call: Call): Promise<number> {
    const [, , first] = call
    await first?.()
    const { logs } = await chain.client.waitForTransactionReceipt({ hash: await send(signature, call) })
    return parseEventLogs({ abi: usherEventAbi, eventName: 'Transfer', logs }).length
  }

  function send(signature: string, [by, args]: Call): Promise<Hash> {
    const item = writes.get(signature)
    if (!item) throw new Error(`The contract has no function ${signature}`)
    const request = { address: event.address, abi: [item] as Abi, functionName: item.name, args }
    return event[by].writeContract(request)
  }

  it('is known: each function that changes anything is in one of the tables', () => {
    const known = [...Object.keys(movers), ...Object.keys(others), atCreation]
    expect([...writes.keys()].sort()).to.deep.equal(known.sort())
  })

  for (const [signature, call] of Object.entries(movers)) {
    describe(signature, () => {
      it('moves tickets', async () => {
        expect(await movementsOf(signature, await call())).to.be.greaterThan(0)
      })

      it('moves none once the event is canceled', async () => {
        await event.as(event.organizer).write.cancelEvent()
        if (signature.startsWith('refund')) expect(await movementsOf(signature, await call())).to.equal(0)
        else await expectRevert(send(signature, await call()), 'UsherEvent_Frozen', [status.canceled])
      })

      it('moves none once the event is settled', async () => {
        await later(4n)
        await event.as(event.organizer).write.withdraw([of('organizer')])
        if (signature.startsWith('refund')) {
          await expectRevert(send(signature, await call()), 'UsherEvent_RefundsClosed')
        } else if (signature.startsWith('buy(')) {
          const { saleStartsAt, saleEndsAt } = event.standing
          await expectRevert(send(signature, await call()), 'UsherEvent_NotOnSale', [
            tier.free,
            saleStartsAt,
            saleEndsAt,
          ])
        } else {
          await expectRevert(send(signature, await call()), 'UsherEvent_Frozen', [status.settled])
        }
      })
    })
  }

  for (const [signature, call] of Object.entries(others)) {
    describe(signature, () => {
      it('leaves every ticket where it is', async () => {
        expect(await movementsOf(signature, await call())).to.equal(0)
        expect(await event.read.ownerOf([TICKET])).to.equal(await event.read.ownerOf([OTHER]))
        expect(await event.read.balanceOf([of('guest')])).to.equal(2n)
      })
    })
  }
})
