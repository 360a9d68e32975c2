import { expect } from 'chai'
import type { Abi, AbiFunction, AbiParameter, Address, Hex } from 'viem'
import { encodeFunctionData, getContract, parseAbi, toFunctionSignature, zeroAddress } from 'viem'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { listingTypedData } from '#core/listing.ts'
import type { TestChain } from './chain.ts'
import { decodeRefusal, openChain } from './chain.ts'
import type { TestEvent } from './event.ts'
import { createEvent, DAY, PRICE, tier } from './event.ts'

const tokenAbi = parseAbi([
  'function mint(address, uint256)',
  'function approve(address, uint256) returns (bool)',
  'function reactWith(address, bytes)',
  'function refusal() view returns (bytes)',
])

/** What touches neither tickets nor money, and may therefore be called in the middle of another call. */
const UNGUARDED = [
  'acceptOwnership',
  'addTier',
  'anchorScanLog',
  'approve',
  'changeContractURI',
  'changeTier',
  'changeTimes',
  'grantRole',
  'initialize',
  'pauseSales',
  'renounceOwnership',
  'renounceRole',
  'resumeSales',
  'revokeRole',
  'setApprovalForAll',
  'transferOwnership',
]

const writes = (usherEventAbi as Abi).filter(
  (item): item is AbiFunction =>
    item.type === 'function' && item.stateMutability !== 'view' && item.stateMutability !== 'pure',
)

describe('the guard of a UsherEvent', () => {
  let chain: TestChain
  let event: TestEvent
  let token: ReturnType<typeof tokenAt>
  let guest: Address

  const tokenAt = (address: Address) =>
    getContract({ address, abi: tokenAbi, client: { public: chain.client, wallet: event.guest } })

  /** Two tickets paid in a token that calls back, one of them void so that its holder has a credit. */
  const created = async () => {
    const currency = await chain.deploy('OddToken')
    event = await createEvent(chain, { settings: { currency } })
    token = tokenAt(currency)
    guest = event.guest.account.address
    await token.write.mint([guest, 100n * PRICE])
    await token.write.approve([event.address, 10n * PRICE])
    await event.as(event.guest).write.buy([tier.open, 2n, guest, PRICE])
    await event.as(event.organizer).write.voidTickets([[1_000_002n]])
    return { event, token, guest }
  }

  before(async () => {
    chain = await openChain()
  })

  beforeEach(async () => {
    ;({ event, token, guest } = await chain.loadFixture(created))
  })

  /** How a call back is refused that the token makes while the event pays or is paid. */
  const refusalOf = async (item: AbiFunction, during: () => Promise<unknown>) => {
    const args = item.inputs.map(anyValue)
    const call = encodeFunctionData({ abi: [item] as Abi, functionName: item.name, args })
    await token.write.reactWith([event.address, call])
    await during()
    const refusal: Hex = await token.read.refusal()
    return refusal === '0x' ? undefined : decodeRefusal(refusal).errorName
  }

  const buy = () => event.as(event.guest).write.buy([tier.open, 1n, guest, PRICE])

  for (const item of writes) {
    const isOpen = UNGUARDED.includes(item.name)
    it(`${isOpen ? 'leaves open' : 'closes'} ${toFunctionSignature(item)} while somebody pays`, async () => {
      const refusal = await refusalOf(item, buy)
      if (isOpen) expect(refusal).not.to.equal('ReentrancyGuardReentrantCall')
      else expect(refusal).to.equal('ReentrancyGuardReentrantCall')
    })
  }

  describe('is closed by every call that pays or is paid', () => {
    const later = (days: bigint) => chain.time.increaseTo(event.settings.endsAt + days * DAY)
    const resell = async () => {
      const { friend } = event
      await event.as(event.organizer).write.mint([tier.market, friend.account.address, 1n])
      const listing = {
        seller: friend.account.address,
        tokenId: 3_000_001n,
        transferCount: 0,
        epoch: 0,
        price: PRICE,
        expiresAt: event.start + DAY,
      }
      const typedData = listingTypedData({ chainId: 31_337, contract: event.address }, listing)
      const signature = await friend.signTypedData({ ...typedData, account: friend.account })
      await event.as(event.guest).write.buyListing([listing, signature, guest])
    }
    const paying: [string, () => Promise<unknown>][] = [
      ['buy', buy],
      ['buyListing', resell],
      ['withdrawCredit', () => event.as(event.guest).write.withdrawCredit([guest])],
      [
        'refund',
        async () => {
          await event.as(event.organizer).write.cancelEvent()
          await event.as(event.guest).write.refund([[1_000_001n], guest])
        },
      ],
      [
        'withdraw',
        async () => {
          await later(3n)
          await event.as(event.organizer).write.withdraw([guest])
        },
      ],
    ]
    const probe = writes.find(({ name }) => name === 'openRefunds')
    if (!probe) throw new Error('The contract has no openRefunds')
    for (const [name, during] of paying) {
      it(name, async () => {
        expect(await refusalOf(probe, during)).to.equal('ReentrancyGuardReentrantCall')
      })
    }
  })
})

/** A value of the type, good enough to be decoded: the guard is asked before anything is looked at. */
function anyValue(parameter: AbiParameter): unknown {
  const { type } = parameter
  if (type.endsWith('[]')) return []
  if ('components' in parameter) {
    return Object.fromEntries(parameter.components.map((part) => [part.name, anyValue(part)]))
  }
  if (type === 'string') return ''
  if (type === 'bool') return false
  if (type === 'address') return zeroAddress
  if (type === 'bytes') return '0x'
  if (type.startsWith('bytes')) return `0x${'00'.repeat(Number(type.slice(5)))}`
  return 0
}
