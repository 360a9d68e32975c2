import { expect } from 'chai'
import type { Address, Hex } from 'viem'
import { getAddress, keccak256, toHex, zeroAddress, zeroHash } from 'viem'
import type { TestChain } from './chain.ts'
import { expectRevert, openChain } from './chain.ts'
import type { TestEvent } from './event.ts'
import { createEvent, logsOf } from './event.ts'

const MINTER_ROLE = keccak256(toHex('MINTER_ROLE'))
const GATE_ROLE = keccak256(toHex('GATE_ROLE'))

describe('roles of a UsherEvent', () => {
  let chain: TestChain
  let event: TestEvent
  let organizer: Address
  let friend: Address
  let stranger: Address

  const created = () => createEvent(chain)

  before(async () => {
    chain = await openChain()
  })

  beforeEach(async () => {
    event = await chain.loadFixture(created)
    organizer = getAddress(event.organizer.account.address)
    friend = getAddress(event.friend.account.address)
    stranger = getAddress(event.stranger.account.address)
  })

  it('have the ids of their names', async () => {
    expect(await event.read.MINTER_ROLE()).to.equal(MINTER_ROLE)
    expect(await event.read.GATE_ROLE()).to.equal(GATE_ROLE)
  })

  for (const [name, role] of [
    ['minter', MINTER_ROLE],
    ['gate', GATE_ROLE],
  ] as const) {
    describe(`the ${name}`, () => {
      it('is appointed and dismissed by the organizer', async () => {
        const { write } = event.as(event.organizer)
        const args = { role, account: friend, sender: organizer }

        expect(await logsOf(chain, write.grantRole([role, friend]))).to.deep.equal([
          { eventName: 'RoleGranted', args },
        ])
        expect(await event.read.hasRole([role, friend])).to.equal(true)
        expect(await logsOf(chain, write.grantRole([role, friend]))).to.deep.equal([])
        expect(await logsOf(chain, write.revokeRole([role, friend]))).to.deep.equal([
          { eventName: 'RoleRevoked', args },
        ])
        expect(await event.read.hasRole([role, friend])).to.equal(false)
        expect(await logsOf(chain, write.revokeRole([role, friend]))).to.deep.equal([])
      })

      it('may resign, and nobody for him', async () => {
        await event.as(event.organizer).write.grantRole([role, friend])
        await expectRevert(
          event.as(event.stranger).write.renounceRole([role, friend]),
          'AccessControlBadConfirmation',
        )
        await event.as(event.friend).write.renounceRole([role, friend])
        expect(await event.read.hasRole([role, friend])).to.equal(false)
      })

      it('appoints nobody, and neither does anyone else', async () => {
        await event.as(event.organizer).write.grantRole([role, friend])
        for (const [wallet, account] of [
          [event.friend, friend],
          [event.stranger, stranger],
        ] as const) {
          await expectRevert(
            event.as(wallet).write.grantRole([role, stranger]),
            'AccessControlUnauthorizedAccount',
            [account, zeroHash],
          )
          await expectRevert(
            event.as(wallet).write.revokeRole([role, friend]),
            'AccessControlUnauthorizedAccount',
            [account, zeroHash],
          )
        }
      })
    })
  }

  describe('a role that does not exist here, the admin role included', () => {
    for (const role of [zeroHash, keccak256(toHex('OTHER_ROLE'))] as Hex[]) {
      it(`is neither granted nor taken: ${role.slice(0, 10)}`, async () => {
        const { write } = event.as(event.organizer)
        await expectRevert(write.grantRole([role, friend]), 'UsherEvent_RoleUnknown', [role])
        await expectRevert(write.revokeRole([role, organizer]), 'UsherEvent_RoleUnknown', [role])
        await expectRevert(write.renounceRole([role, organizer]), 'UsherEvent_RoleUnknown', [role])
      })
    }
  })

  describe('the organizer', () => {
    it('hands over in two steps', async () => {
      expect(await logsOf(chain, event.as(event.organizer).write.transferOwnership([friend]))).to.deep.equal([
        { eventName: 'OwnershipTransferStarted', args: { previousOwner: organizer, newOwner: friend } },
      ])
      expect(await event.read.owner()).to.equal(organizer)
      await expectRevert(event.as(event.stranger).write.acceptOwnership(), 'OwnableUnauthorizedAccount', [
        stranger,
      ])

      expect(await logsOf(chain, event.as(event.friend).write.acceptOwnership())).to.deep.equal([
        { eventName: 'OwnershipTransferred', args: { previousOwner: organizer, newOwner: friend } },
      ])
      expect(await event.read.owner()).to.equal(friend)
      expect(await event.read.pendingOwner()).to.equal(zeroAddress)
    })

    it('is who grants and revokes every role', async () => {
      for (const role of [MINTER_ROLE, GATE_ROLE, zeroHash]) {
        expect(await event.read.getRoleAdmin([role])).to.equal(zeroHash)
      }
      expect(await event.read.hasRole([zeroHash, organizer])).to.equal(true)
    })

    it('gives every right of his away with it', async () => {
      await event.as(event.organizer).write.transferOwnership([friend])
      await event.as(event.friend).write.acceptOwnership()

      expect(await event.read.hasRole([zeroHash, friend])).to.equal(true)
      expect(await event.read.hasRole([zeroHash, organizer])).to.equal(false)
      await expectRevert(
        event.as(event.organizer).write.mint([1, organizer, 1n]),
        'AccessControlUnauthorizedAccount',
        [organizer, MINTER_ROLE],
      )
      await event.as(event.friend).write.mint([1, friend, 1n])
      await event.as(event.friend).write.grantRole([GATE_ROLE, stranger])
    })

    it('may take an offer back', async () => {
      await event.as(event.organizer).write.transferOwnership([friend])
      await event.as(event.organizer).write.transferOwnership([zeroAddress])
      await expectRevert(event.as(event.friend).write.acceptOwnership(), 'OwnableUnauthorizedAccount', [
        friend,
      ])
    })

    it('cannot leave the event without one', async () => {
      for (const wallet of [event.organizer, event.stranger]) {
        const data = toHex('renounceOwnership()')
        const sent = wallet.sendTransaction({ to: event.address, data: keccak256(data).slice(0, 10) as Hex })
        await expectRevert(sent, 'UsherEvent_OrganizerRequired')
      }
    })
  })

  it('leave pausing and describing to the organizer', async () => {
    const { write } = event.as(event.stranger)
    await expectRevert(write.pauseSales(), 'OwnableUnauthorizedAccount', [stranger])
    await expectRevert(write.resumeSales(), 'OwnableUnauthorizedAccount', [stranger])
    await expectRevert(write.changeContractURI(['']), 'OwnableUnauthorizedAccount', [stranger])
    await expectRevert(write.transferOwnership([stranger]), 'OwnableUnauthorizedAccount', [stranger])
  })
})
