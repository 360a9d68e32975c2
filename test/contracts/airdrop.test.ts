import { expect } from 'chai'
import hre from 'hardhat'
import { getAddress, type Hex, toHex, zeroAddress, zeroHash } from 'viem'
import { AIRDROP_CHUNK_SIZE, type AirdropChunk, splitAirdrop } from '#core/chain/airdrop.ts'
import type { TestChain, Wallet } from './chain.ts'
import { expectRevert, openChain } from './chain.ts'
import type { TestEvent } from './event.ts'
import { createEvent, freshAddresses, logsOf, tier } from './event.ts'

/** Highest gas of one transaction, EIP-7825. */
const TRANSACTION_GAS_CAP = 2n ** 24n

const ID = toHex('press', { size: 32 })

describe('an airdrop under an id', () => {
  let chain: TestChain
  let event: TestEvent
  const [ada, ben] = freshAddresses(2).map((address) => getAddress(address)) as [Hex, Hex]

  const created = async () => {
    const fresh = await createEvent(chain)
    const { write, read } = fresh.as(fresh.organizer)
    await write.grantRole([await read.MINTER_ROLE(), fresh.minter.account.address])
    return fresh
  }
  const airdropOnce = (by: Wallet, airdropId: Hex, tierId: number, to: readonly Hex[]) =>
    event.as(by).write.airdropOnce([airdropId, tierId, to])
  const send = ({ airdropId, tierId, recipients }: AirdropChunk) =>
    event.as(event.minter).write.airdropOnce([airdropId, tierId, recipients], { gas: TRANSACTION_GAS_CAP })

  before(async () => {
    chain = await openChain()
  })

  beforeEach(async () => {
    event = await chain.loadFixture(created)
  })

  it('gives each recipient a free ticket in their order, and says so', async () => {
    expect(await logsOf(chain, airdropOnce(event.minter, ID, tier.gift, [ben, ada]))).to.deep.equal([
      { eventName: 'Transfer', args: { from: zeroAddress, to: ben, tokenId: 2_000_001n } },
      { eventName: 'Transfer', args: { from: zeroAddress, to: ada, tokenId: 2_000_002n } },
      { eventName: 'AirdropIssued', args: { airdropId: ID, firstTokenId: 2_000_001n, count: 2n } },
    ])
    expect(await event.read.paidFor([2_000_001n])).to.equal(0n)
  })

  it('is on record as exactly what was issued', async () => {
    const [chunk] = splitAirdrop({ name: 'press', tierId: tier.gift, recipients: [ben, ada] })
    if (!chunk) throw new Error('No chunk')
    expect(await event.read.airdropOf([chunk.airdropId])).to.equal(zeroHash)
    await send(chunk)
    expect(await event.read.airdropOf([chunk.airdropId])).to.equal(chunk.digest)
  })

  it('is issued once, whoever sends it and whatever is in it', async () => {
    await airdropOnce(event.minter, ID, tier.gift, [ada])
    for (const by of [event.minter, event.organizer]) {
      await expectRevert(airdropOnce(by, ID, tier.gift, [ada]), 'UsherEvent_AirdropDone', [ID])
    }
    await expectRevert(airdropOnce(event.minter, ID, tier.open, [ben]), 'UsherEvent_AirdropDone', [ID])
    expect(await event.read.balanceOf([ada])).to.equal(1n)
  })

  it('leaves other ids free, and the airdrop without one', async () => {
    await airdropOnce(event.minter, ID, tier.gift, [ada])
    await airdropOnce(event.minter, zeroHash, tier.gift, [ada])
    await event.as(event.minter).write.airdrop([tier.gift, [ada]])
    expect(await event.read.balanceOf([ada])).to.equal(3n)
  })

  it('takes no id that it was refused under', async () => {
    const refused = airdropOnce(event.minter, ID, tier.gift, [ada, zeroAddress])
    await expectRevert(refused, 'ERC721InvalidReceiver', [zeroAddress])
    await expectRevert(airdropOnce(event.minter, ID, tier.gift, []), 'UsherEvent_CountZero')
    await airdropOnce(event.minter, ID, tier.gift, [ada])
  })

  it('is refused to whoever may not mint', async () => {
    const account = getAddress(event.stranger.account.address)
    await expectRevert(
      airdropOnce(event.stranger, ID, tier.gift, [ada]),
      'AccessControlUnauthorizedAccount',
      [account, await event.read.MINTER_ROLE()],
    )
  })

  describe('of a long list of new holders', () => {
    const recipients = freshAddresses(AIRDROP_CHUNK_SIZE + 50)
    const [full, rest] = splitAirdrop({ name: 'press', tierId: tier.open, recipients }) as [
      AirdropChunk,
      AirdropChunk,
    ]

    it('goes in chunks, and everybody gets his', async () => {
      for (const chunk of [full, rest]) await send(chunk)
      expect(await event.read.ownerOf([1_000_001n])).to.equal(getAddress(recipients[0] ?? zeroAddress))
      expect(await event.read.ownerOf([1_000_000n + BigInt(recipients.length)])).to.equal(
        getAddress(recipients.at(-1) ?? zeroAddress),
      )
    })

    it('leaves three tenths of a transaction’s gas cap', async function () {
      // code that counts what it covers takes more gas than the code that is released
      if (hre.globalOptions.coverage) this.skip()
      const { gasUsed } = await chain.client.waitForTransactionReceipt({ hash: await send(full) })
      expect(gasUsed < (TRANSACTION_GAS_CAP * 7n) / 10n, `${gasUsed} gas`).to.equal(true)
    })
  })
})
