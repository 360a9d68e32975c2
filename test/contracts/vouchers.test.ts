import { expect } from 'chai'
import type { Address, Hex } from 'viem'
import { getAddress, getContract, hashTypedData, keccak256, toHex, zeroAddress } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { claimTypedData, type Voucher, voucherTypedData } from '#core/voucher.ts'
import { readArtifact } from '#scripts/artifacts.ts'
import type { TestChain, Wallet } from './chain.ts'
import { expectRevert, openChain } from './chain.ts'
import type { TestEvent } from './event.ts'
import { createEvent, DAY, logsOf, status, tier } from './event.ts'

const MINTER_ROLE = keccak256(toHex('MINTER_ROLE'))
const ID = keccak256(toHex('a voucher'))

/** The one-time key of a link. */
const key = privateKeyToAccount(keccak256(toHex('the fragment of a link')))

describe('vouchers', () => {
  let chain: TestChain
  let event: TestEvent
  let guest: Address
  let friend: Address
  let minter: Address

  const created = async () => {
    const fresh = await createEvent(chain, { standing: { supply: 3 } })
    await fresh.as(fresh.organizer).write.grantRole([MINTER_ROLE, fresh.minter.account.address])
    return fresh
  }

  before(async () => {
    chain = await openChain()
  })

  beforeEach(async () => {
    event = await chain.loadFixture(created)
    guest = getAddress(event.guest.account.address)
    friend = getAddress(event.friend.account.address)
    minter = getAddress(event.minter.account.address)
  })

  const eventId = () => ({ chainId: 31_337, contract: event.address })

  /** A voucher of the minter's for the guest; override what a test is about. */
  const voucherOf = (changes: Partial<Voucher> = {}): Voucher => ({
    voucherId: ID,
    signer: minter,
    tierId: tier.bound,
    count: 2,
    recipient: guest,
    key: zeroAddress,
    expiresAt: event.start + 5n * DAY,
    ...changes,
  })
  const linked = (changes: Partial<Voucher> = {}) =>
    voucherOf({ recipient: zeroAddress, key: key.address, ...changes })

  const sign = (voucher: Voucher, by: Wallet = event.minter) =>
    by.signTypedData({ ...voucherTypedData(eventId(), voucher), account: by.account })
  const signClaim = (to: Address, voucherId = ID, contract = event.address) =>
    key.signTypedData(claimTypedData({ ...eventId(), contract }, { voucherId, to }))
  /** Brought by a stranger, as the relayer is. */
  const bring = (voucher: Voucher, signature: Hex, to = guest, claim: Hex = '0x') =>
    event.as(event.stranger).write.claim([voucher, signature, to, claim])
  const bringSigned = async (voucher: Voucher, to = guest, claim: Hex = '0x') =>
    bring(voucher, await sign(voucher), to, claim)

  describe('when one for a recipient is claimed, by anybody', () => {
    it('gives him the next tickets of its tier, free', async () => {
      expect(await logsOf(chain, bringSigned(voucherOf()))).to.deep.equal([
        { eventName: 'Transfer', args: { from: zeroAddress, to: guest, tokenId: 4_000_001n } },
        { eventName: 'Transfer', args: { from: zeroAddress, to: guest, tokenId: 4_000_002n } },
        {
          eventName: 'VoucherClaimed',
          args: { voucherId: ID, to: guest, firstTokenId: 4_000_001n, count: 2n },
        },
      ])
      expect(await event.read.paidFor([4_000_001n])).to.equal(0n)
      expect(await event.read.isVoucherSpent([ID])).to.equal(true)
    })

    it('calls no contract that it gives them to', async () => {
      const { abi } = await readArtifact('Puppet')
      const recipient = getAddress(await chain.deploy('Puppet'))
      const puppet = getContract({ address: recipient, abi, client: event.guest })
      await puppet.write.reactWith?.([event.address, '0x'])

      await bringSigned(voucherOf({ recipient }), recipient)

      expect(await event.read.balanceOf([recipient])).to.equal(2n)
      expect(await puppet.read.reactions?.()).to.equal(0n)
    })

    it('gives them to nobody else', async () => {
      await expectRevert(bringSigned(voucherOf(), friend), 'UsherEvent_VoucherNotFor', [ID, friend])
    })
  })

  describe('when one for the key of a link is claimed', () => {
    it('gives the tickets to whom the key names', async () => {
      await bringSigned(linked(), friend, await signClaim(friend))
      expect(await event.read.balanceOf([friend])).to.equal(2n)
    })

    it('lets nobody who has seen the claim turn it to himself, or to another voucher or event', async () => {
      const seen = await signClaim(friend)
      await expectRevert(bringSigned(linked(), guest, seen), 'UsherEvent_SignatureInvalid', [key.address])
      const voucherId = keccak256(toHex('another voucher'))
      await expectRevert(bringSigned(linked({ voucherId }), friend, seen), 'UsherEvent_SignatureInvalid', [
        key.address,
      ])
      const elsewhere = await signClaim(friend, ID, event.factory)
      await expectRevert(bringSigned(linked(), friend, elsewhere), 'UsherEvent_SignatureInvalid', [
        key.address,
      ])
      await expectRevert(bringSigned(linked(), friend), 'UsherEvent_SignatureInvalid', [key.address])
    })

    it('gives none to nobody', async () => {
      await expectRevert(
        bringSigned(linked(), zeroAddress, await signClaim(zeroAddress)),
        'ERC721InvalidReceiver',
        [zeroAddress],
      )
    })
  })

  describe('a voucher that does not count', () => {
    it('names both a recipient and a key, or neither', async () => {
      for (const voucher of [voucherOf({ key: key.address }), voucherOf({ recipient: zeroAddress })]) {
        await expectRevert(bringSigned(voucher, guest, await signClaim(guest)), 'UsherEvent_VoucherUnbound', [
          ID,
        ])
      }
    })

    const changes: [string, Partial<Voucher>][] = [
      ['tier', { tierId: tier.open }],
      ['count', { count: 3 }],
      ['recipient', { recipient: `0x${'ab'.repeat(20)}` }],
      ['id', { voucherId: keccak256(toHex('other')) }],
    ]
    for (const [what, change] of changes) {
      it(`names another ${what} than was signed`, async () => {
        const signature = await sign(voucherOf())
        await expectRevert(bring(voucherOf(change), signature), 'UsherEvent_SignatureInvalid', [minter])
      })
    }

    it('names another expiry than was signed', async () => {
      const signature = await sign(voucherOf())
      const voucher = voucherOf({ expiresAt: event.start + 6n * DAY })
      await expectRevert(bring(voucher, signature), 'UsherEvent_SignatureInvalid', [minter])
    })

    it('has expired', async () => {
      const voucher = voucherOf()
      const signature = await sign(voucher)
      await chain.time.setNextBlockTimestamp(voucher.expiresAt)
      await expectRevert(bring(voucher, signature), 'UsherEvent_VoucherExpired', [ID, voucher.expiresAt])
      await chain.time.setNextBlockTimestamp(voucher.expiresAt - 1n)
      await bring(voucher, signature)
    })

    it('was claimed already', async () => {
      const signature = await sign(voucherOf({ count: 1 }))
      await bring(voucherOf({ count: 1 }), signature)
      await expectRevert(bring(voucherOf({ count: 1 }), signature), 'UsherEvent_VoucherSpent', [ID])
    })

    it('is signed by somebody who is no minter', async () => {
      const signer = getAddress(event.gate.account.address)
      const voucher = voucherOf({ signer })
      await expectRevert(
        sign(voucher, event.gate).then((signature) => bring(voucher, signature)),
        'AccessControlUnauthorizedAccount',
        [signer, MINTER_ROLE],
      )
    })

    it('is signed by a minter who has been dismissed since', async () => {
      const signature = await sign(voucherOf())
      await event.as(event.organizer).write.revokeRole([MINTER_ROLE, minter])
      await expectRevert(bring(voucherOf(), signature), 'AccessControlUnauthorizedAccount', [
        minter,
        MINTER_ROLE,
      ])
    })
  })

  it('may be signed by the organizer', async () => {
    const signer = getAddress(event.organizer.account.address)
    const voucher = voucherOf({ signer })
    await bring(voucher, await sign(voucher, event.organizer))
    expect(await event.read.balanceOf([guest])).to.equal(2n)
  })

  it('keep to supply, tier, count and time like every mint', async () => {
    await expectRevert(bringSigned(voucherOf({ count: 4 })), 'UsherEvent_SoldOut', [tier.bound, 3n, 4n])
    await expectRevert(bringSigned(voucherOf({ count: 0 })), 'UsherEvent_CountZero')
    await expectRevert(bringSigned(voucherOf({ tierId: 9 })), 'UsherEvent_TierUnknown', [9])
    await event.as(event.organizer).write.cancelEvent()
    await expectRevert(bringSigned(voucherOf()), 'UsherEvent_Frozen', [status.canceled])
  })

  describe('when one is taken back', () => {
    for (const who of ['organizer', 'minter'] as const) {
      it(`by the ${who}, can no longer be claimed`, async () => {
        expect(await logsOf(chain, event.as(event[who]).write.revokeVoucher([ID]))).to.deep.equal([
          { eventName: 'VoucherRevoked', args: { voucherId: ID } },
        ])
        await expectRevert(bringSigned(voucherOf()), 'UsherEvent_VoucherSpent', [ID])
        await expectRevert(event.as(event[who]).write.revokeVoucher([ID]), 'UsherEvent_VoucherSpent', [ID])
      })
    }

    it('is refused to everybody else, and after the claim', async () => {
      await expectRevert(
        event.as(event.guest).write.revokeVoucher([ID]),
        'AccessControlUnauthorizedAccount',
        [guest, MINTER_ROLE],
      )
      await bringSigned(voucherOf())
      await expectRevert(event.as(event.organizer).write.revokeVoucher([ID]), 'UsherEvent_VoucherSpent', [ID])
    })
  })

  it('have the digests of their typed data', async () => {
    const voucher = voucherOf()
    expect(await event.read.hashVoucher([voucher])).to.equal(
      hashTypedData(voucherTypedData(eventId(), voucher)),
    )
    expect(await event.read.hashClaim([ID, guest])).to.equal(
      hashTypedData(claimTypedData(eventId(), { voucherId: ID, to: guest })),
    )
  })
})
