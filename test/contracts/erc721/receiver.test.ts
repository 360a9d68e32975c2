import { expect } from 'chai'
import type { Abi, Address, Hash, Hex } from 'viem'
import { encodeErrorResult, encodeFunctionData, getAddress, getContract, parseAbi, zeroHash } from 'viem'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { readArtifact } from '#scripts/artifacts.ts'
import { decodeRefusal, expectRevert, openChain, revertDataOf, type TestChain } from '../chain.ts'
import { tier } from '../event.ts'
import type { Holder } from './stage.ts'
import { createHolder, HELD, TICKET, tickets } from './stage.ts'

/** The test contract's `Answer`, by its words. */
const answer = { accept: 0, wrong: 1, dirty: 2, short: 3, silent: 4, reason: 5, error: 6, panic: 7 } as const

const receiverErrors = parseAbi([
  'error Receiver_Unwilling(uint256 tokenId)',
  'error Error(string reason)',
  'error Panic(uint256 code)',
])

describe('ERC-721 receivers', () => {
  let chain: TestChain
  let event: Holder

  const fixture = () => createHolder(chain)

  before(async () => {
    chain = await openChain()
  })

  beforeEach(async () => {
    event = await chain.loadFixture(fixture)
  })

  const deploy = async (contract: string, args: readonly unknown[] = []) =>
    getAddress(await chain.deploy(contract, args))
  const receiver = (how: keyof typeof answer) => deploy('Receiver', [answer[how]])
  const reading = async (address: Address, functionName: string) =>
    chain.client.readContract({ address, abi: (await readArtifact('Receiver')).abi, functionName })
  const safely = (to: Address, tokenId: bigint = TICKET, data?: Hex): Promise<Hash> =>
    data === undefined
      ? event.as(event.guest).write.safeTransferFrom([event.holder, to, tokenId])
      : event.as(event.guest).write.safeTransferFrom([event.holder, to, tokenId, data])

  describe('that accept', () => {
    for (const [how, tokenId] of Object.entries(tickets)) {
      it(`get a ticket ${how}, and are told of it once`, async () => {
        const to = await receiver('accept')
        await safely(to, tokenId)
        expect(await event.read.ownerOf([tokenId])).to.equal(to)
        expect(await reading(to, 'calls')).to.equal(1n)
        expect(await reading(to, 'operator')).to.equal(event.holder)
        expect(await reading(to, 'from')).to.equal(event.holder)
        expect(await reading(to, 'tokenId')).to.equal(tokenId)
        expect(await reading(to, 'data')).to.equal('0x')
      })
    }

    it('are given the data as it is, and who asked for the transfer', async () => {
      const to = await receiver('accept')
      await event.as(event.guest).write.setApprovalForAll([event.of(event.friend), true])
      const data: Hex = `0x${'ab'.repeat(100)}`
      await event.as(event.friend).write.safeTransferFrom([event.holder, to, TICKET, data])
      expect(await reading(to, 'operator')).to.equal(event.of(event.friend))
      expect(await reading(to, 'from')).to.equal(event.holder)
      expect(await reading(to, 'data')).to.equal(data)
    })

    it('are not called by transferFrom, nor when a ticket is issued', async () => {
      const to = await receiver('accept')
      await event.as(event.guest).write.transferFrom([event.holder, to, TICKET])
      await event.as(event.organizer).write.mint([tier.open, to, 2n])
      await event.as(event.organizer).write.airdrop([tier.open, [to]])
      await event.as(event.organizer).write.airdropOnce([zeroHash, tier.open, [to]])
      await event.as(event.guest).write.buy([tier.free, 1n, to, 0n])
      expect(await event.read.balanceOf([to])).to.equal(6n)
      expect(await reading(to, 'calls')).to.equal(0n)
    })
  })

  describe('that do not', () => {
    for (const how of ['wrong', 'silent'] as const) {
      it(`keep a ticket from moving safely: ${how} answer`, async () => {
        const to = await receiver(how)
        await expectRevert(safely(to), 'ERC721InvalidReceiver', [to])
        await expectRevert(safely(to, TICKET, '0x01'), 'ERC721InvalidReceiver', [to])
      })
    }

    const said: [keyof typeof answer, Hex][] = [
      ['reason', encodeErrorResult({ abi: receiverErrors, errorName: 'Error', args: ['not today'] })],
      ['error', encodeErrorResult({ abi: receiverErrors, errorName: 'Receiver_Unwilling', args: [TICKET] })],
      ['panic', encodeErrorResult({ abi: receiverErrors, errorName: 'Panic', args: [1n] })],
    ]
    for (const [how, data] of said) {
      it(`are heard with their own words: ${how}`, async () => {
        const refusal = await safely(await receiver(how)).catch((cause: unknown) => cause)
        expect(revertDataOf(refusal)).to.equal(data)
      })
    }

    for (const how of ['dirty', 'short'] as const) {
      it(`are refused with an answer that is no bytes4: ${how}`, async () => {
        const refusal = await safely(await receiver(how)).catch((cause: unknown) => cause)
        expect(revertDataOf(refusal)).to.equal('0x')
      })
    }

    it('include contracts that know nothing of tokens', async () => {
      const to = await deploy('OddToken')
      await expectRevert(safely(to), 'ERC721InvalidReceiver', [to])
    })

    it('include the event itself', async () => {
      const refusal = await safely(event.address).catch((cause: unknown) => cause)
      expect(revertDataOf(refusal)).to.not.equal(undefined)
      expect(await event.read.ownerOf([TICKET])).to.equal(event.holder)
    })

    it('leave everything as it was, approval included', async () => {
      await event.as(event.guest).write.approve([event.of(event.friend), TICKET])
      const to = await receiver('wrong')
      await expectRevert(safely(to), 'ERC721InvalidReceiver', [to])
      expect(await event.read.ownerOf([TICKET])).to.equal(event.holder)
      expect(await event.read.balanceOf([event.holder])).to.equal(HELD)
      expect(await event.read.balanceOf([to])).to.equal(0n)
      expect(await event.read.getApproved([TICKET])).to.equal(event.of(event.friend))
    })

    it('can be given a ticket by transferFrom, which asks nobody', async () => {
      const to = await receiver('reason')
      await event.as(event.guest).write.transferFrom([event.holder, to, TICKET])
      expect(await event.read.ownerOf([TICKET])).to.equal(to)
    })
  })

  describe('that call back', () => {
    const puppet = async () => {
      const { abi } = await readArtifact('Puppet')
      return getContract({ address: await chain.deploy('Puppet'), abi: abi as Abi, client: event.guest })
    }
    const call = (functionName: 'transferFrom' | 'approve' | 'buy', args: readonly unknown[]) =>
      encodeFunctionData({ abi: usherEventAbi as Abi, functionName, args })

    it('hold the ticket already, and may pass it on within the same call', async () => {
      const by = await puppet()
      const data = call('transferFrom', [by.address, event.recipient, TICKET])
      await by.write.reactWith?.([event.address, data])
      await safely(by.address)
      expect(await by.read.refusal?.()).to.equal('0x')
      expect(await event.read.balanceOf([event.recipient])).to.equal(1n)
      expect(await event.read.balanceOf([by.address])).to.equal(0n)
    })

    it('have no say over what else its former holder holds', async () => {
      const by = await puppet()
      const other = tickets['in the middle of a hundred minted together']
      const thefts: [Hex, string][] = [
        [call('transferFrom', [event.holder, by.address, other]), 'ERC721InsufficientApproval'],
        [call('approve', [by.address, other]), 'ERC721InvalidApprover'],
      ]
      for (const [data, error] of thefts) {
        await by.write.reactWith?.([event.address, data])
        await safely(by.address)
        expect(decodeRefusal((await by.read.refusal?.()) as Hex).errorName).to.equal(error)
        const back = call('transferFrom', [by.address, event.holder, TICKET])
        await by.write.execute?.([event.address, back])
      }
      expect(await event.read.ownerOf([other])).to.equal(event.holder)
    })

    it('lose the approval that the former holder gave', async () => {
      const by = await puppet()
      await event.as(event.guest).write.approve([event.of(event.friend), TICKET])
      await safely(by.address)
      const sent = event.as(event.friend).write.transferFrom([by.address, event.holder, TICKET])
      await expectRevert(sent, 'ERC721InsufficientApproval', [event.of(event.friend), TICKET])
    })
  })
})
