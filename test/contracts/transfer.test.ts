import { expect } from 'chai'
import type { Address } from 'viem'
import { encodeFunctionData, getAddress, getContract, zeroAddress } from 'viem'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { readArtifact } from '#scripts/artifacts.ts'
import type { TestChain, Wallet } from './chain.ts'
import { decodeRefusal, expectRevert, openChain } from './chain.ts'
import type { TestEvent } from './event.ts'
import { createEvent, logsOf, policy, status, tier } from './event.ts'

/** The first ticket of each tier belongs to the guest, who has approved the friend for it and the stranger for all. */
const ticket = { open: 1_000_001n, gift: 2_000_001n, market: 3_000_001n, bound: 4_000_001n } as const
type TierName = keyof typeof ticket

describe('a movement of a ticket by an ERC-721 call', () => {
  let chain: TestChain
  let event: TestEvent
  let guest: Address
  let friend: Address

  const created = async () => {
    const fresh = await createEvent(chain)
    for (const name of ['open', 'gift', 'market', 'bound'] as const) {
      await fresh.buy(fresh.guest, tier[name])
      await fresh.as(fresh.guest).write.approve([fresh.friend.account.address, ticket[name]])
    }
    await fresh.as(fresh.guest).write.setApprovalForAll([fresh.stranger.account.address, true])
    return fresh
  }

  before(async () => {
    chain = await openChain()
  })

  beforeEach(async () => {
    event = await chain.loadFixture(created)
    guest = getAddress(event.guest.account.address)
    friend = getAddress(event.friend.account.address)
  })

  /** Every function of ERC-721 that moves a token. */
  const entryPoints: [string, (by: Wallet, tokenId: bigint) => Promise<`0x${string}`>][] = [
    ['transferFrom', (by, id) => event.as(by).write.transferFrom([guest, friend, id])],
    ['safeTransferFrom', (by, id) => event.as(by).write.safeTransferFrom([guest, friend, id])],
    [
      'safeTransferFrom with data',
      (by, id) => event.as(by).write.safeTransferFrom([guest, friend, id, '0x1234']),
    ],
  ]

  /** Who can move a ticket of each tier. */
  const rules: Record<TierName, Record<'guest' | 'friend' | 'stranger', boolean>> = {
    open: { guest: true, friend: true, stranger: true },
    gift: { guest: true, friend: false, stranger: false },
    market: { guest: false, friend: false, stranger: false },
    bound: { guest: false, friend: false, stranger: false },
  }
  const callers = {
    guest: 'its holder',
    friend: 'whom he approved for it',
    stranger: 'his operator',
  } as const

  for (const [entryPoint, send] of entryPoints) {
    describe(`by ${entryPoint}`, () => {
      for (const name of ['open', 'gift', 'market', 'bound'] as const) {
        for (const who of ['guest', 'friend', 'stranger'] as const) {
          const isAllowed = rules[name][who]
          it(`is ${isAllowed ? 'open' : 'refused'} to ${callers[who]} in a tier that is ${name}`, async () => {
            const sent = send(event[who], ticket[name])
            if (isAllowed) {
              const transfer = { from: guest, to: friend, tokenId: ticket[name] }
              expect(await logsOf(chain, sent)).to.deep.equal([{ eventName: 'Transfer', args: transfer }])
              expect(await event.read.ownerOf([ticket[name]])).to.equal(friend)
            } else {
              const caller = getAddress(event[who].account.address)
              await expectRevert(sent, 'UsherEvent_TransferRefused', [ticket[name], policy[name], caller])
            }
          })
        }
      }

      it('is open in the last second before the cut-off, and closed from it on', async () => {
        const { cutOffAt } = event.settings
        await chain.time.setNextBlockTimestamp(cutOffAt)
        await expectRevert(send(event.guest, ticket.open), 'UsherEvent_CutOffPassed', [cutOffAt])
        await chain.time.setNextBlockTimestamp(cutOffAt - 1n)
        await send(event.guest, ticket.open)
      })

      it('is closed after the cut-off whatever the tier says, and after the cancellation', async () => {
        const { cutOffAt } = event.settings
        await chain.time.increaseTo(cutOffAt)
        for (const id of Object.values(ticket)) {
          await expectRevert(send(event.guest, id), 'UsherEvent_CutOffPassed', [cutOffAt])
        }
        await event.as(event.organizer).write.cancelEvent()
        await expectRevert(send(event.guest, ticket.open), 'UsherEvent_Frozen', [status.canceled])
      })

      it('is refused to everybody else, the organizer included', async () => {
        for (const who of ['organizer', 'minter', 'gate'] as const) {
          const caller = getAddress(event[who].account.address)
          await expectRevert(send(event[who], ticket.open), 'ERC721InsufficientApproval', [
            caller,
            ticket.open,
          ])
        }
      })

      it('is refused for a ticket that does not exist', async () => {
        for (const id of [0n, 1_000_002n, 2n ** 64n + ticket.open, 2n ** 256n - 1n]) {
          await expectRevert(send(event.guest, id), 'ERC721NonexistentToken', [id])
        }
      })
    })
  }

  it('does not begin or end a ticket', async () => {
    const { write } = event.as(event.guest)
    await expectRevert(write.transferFrom([guest, zeroAddress, ticket.open]), 'ERC721InvalidReceiver', [
      zeroAddress,
    ])
    await expectRevert(write.transferFrom([zeroAddress, guest, 1_000_002n]), 'ERC721NonexistentToken', [
      1_000_002n,
    ])
    await expectRevert(write.transferFrom([friend, guest, ticket.open]), 'ERC721IncorrectOwner', [
      friend,
      ticket.open,
      guest,
    ])
  })

  it('takes the approval with it, and leaves what was paid', async () => {
    await event.as(event.guest).write.transferFrom([guest, friend, ticket.open])
    expect(await event.read.getApproved([ticket.open])).to.equal(zeroAddress)
    expect(await event.read.paidFor([ticket.open])).to.equal(event.standing.price)
  })

  describe('to a contract', () => {
    const open = async () => {
      const { abi } = await readArtifact('Puppet')
      return getContract({ address: await chain.deploy('Puppet'), abi, client: event.guest })
    }

    it('calls it only by safeTransferFrom, with the guard open and the rules in force', async () => {
      const puppet = await open()
      const back = encodeFunctionData({
        abi: usherEventAbi,
        functionName: 'transferFrom',
        args: [puppet.address, guest, ticket.open],
      })
      await puppet.write.reactWith?.([event.address, back])

      await event.as(event.guest).write.safeTransferFrom([guest, puppet.address, ticket.open])

      expect(await puppet.read.reactions?.()).to.equal(1n)
      expect(await puppet.read.refusal?.()).to.equal('0x')
      expect(await event.read.ownerOf([ticket.open])).to.equal(guest)
    })

    it('lets it move on nothing that it does not hold', async () => {
      const puppet = await open()
      const steal = encodeFunctionData({
        abi: usherEventAbi,
        functionName: 'transferFrom',
        args: [guest, puppet.address, ticket.gift],
      })
      await puppet.write.reactWith?.([event.address, steal])

      await event.as(event.guest).write.safeTransferFrom([guest, puppet.address, ticket.open])

      expect(decodeRefusal((await puppet.read.refusal?.()) as `0x${string}`).errorName).to.equal(
        'ERC721InsufficientApproval',
      )
      expect(await event.read.ownerOf([ticket.gift])).to.equal(guest)
    })
  })

  describe('locked, as ERC-5192 has it', () => {
    it('is true exactly where no call can move the ticket', async () => {
      const lockedNow = async () =>
        Promise.all(Object.values(ticket).map((tokenId) => event.read.locked([tokenId])))

      expect(await lockedNow()).to.deep.equal([false, false, true, true])
      await chain.time.increaseTo(event.settings.cutOffAt - 1n)
      expect(await lockedNow()).to.deep.equal([false, false, true, true])
      await chain.time.increaseTo(event.settings.cutOffAt)
      expect(await lockedNow()).to.deep.equal([true, true, true, true])
    })

    it('is true of every ticket of a canceled event', async () => {
      await event.as(event.organizer).write.cancelEvent()
      expect(await event.read.locked([ticket.open])).to.equal(true)
    })

    it('is refused for a ticket that does not exist', async () => {
      await expectRevert(event.read.locked([1_000_002n]), 'ERC721NonexistentToken', [1_000_002n])
    })
  })
})
