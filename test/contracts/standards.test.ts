import { expect } from 'chai'
import hre from 'hardhat'
import { getAddress, zeroAddress } from 'viem'
import { readArtifact } from '#scripts/artifacts.ts'
import type { TestChain } from './chain.ts'
import { expectRevert, openChain } from './chain.ts'
import type { TestEvent } from './event.ts'
import { createEvent, logsOf, tier } from './event.ts'

/** Highest size of a contract in bytes, EIP-170. */
const CODE_SIZE_CAP = 24_576

describe('the standards that a UsherEvent answers to', () => {
  let chain: TestChain
  let event: TestEvent

  const created = async () => {
    const fresh = await createEvent(chain)
    await fresh.buy(fresh.guest, tier.gift, 2n)
    return fresh
  }

  before(async () => {
    chain = await openChain()
  })

  beforeEach(async () => {
    event = await chain.loadFixture(created)
  })

  describe('ERC-165', () => {
    const interfaces = {
      'ERC-165': '0x01ffc9a7',
      'ERC-721': '0x80ac58cd',
      'ERC-721 metadata': '0x5b5e139f',
      'ERC-2981': '0x2a55205a',
      'ERC-4906': '0x49064906',
      'ERC-5192': '0xb45a3c0e',
      'ERC-7572': '0xe8a3d485',
      'access control': '0x7965db0b',
    } as const
    for (const [name, id] of Object.entries(interfaces)) {
      it(`says yes to ${name}`, async () => {
        expect(await event.read.supportsInterface([id])).to.equal(true)
      })
    }

    for (const id of ['0xffffffff', '0x00000000', '0x780e9d63'] as const) {
      it(`says no to ${id}`, async () => {
        expect(await event.read.supportsInterface([id])).to.equal(false)
      })
    }
  })

  describe('ERC-721', () => {
    it('counts no tickets of nobody and knows no owner of what does not exist', async () => {
      await expectRevert(event.read.balanceOf([zeroAddress]), 'ERC721InvalidOwner', [zeroAddress])
      await expectRevert(event.read.ownerOf([2_000_003n]), 'ERC721NonexistentToken', [2_000_003n])
      await expectRevert(event.read.getApproved([2_000_003n]), 'ERC721NonexistentToken', [2_000_003n])
    })

    it('lets a holder approve, and whoever operates for him', async () => {
      const friend = getAddress(event.friend.account.address)
      const stranger = getAddress(event.stranger.account.address)
      await expectRevert(
        event.as(event.friend).write.approve([stranger, 2_000_001n]),
        'ERC721InvalidApprover',
        [friend],
      )
      await event.as(event.guest).write.setApprovalForAll([friend, true])
      await event.as(event.friend).write.approve([stranger, 2_000_001n])
      expect(await event.read.getApproved([2_000_001n])).to.equal(stranger)
      expect(await event.read.isApprovedForAll([event.guest.account.address, friend])).to.equal(true)
      await expectRevert(
        event.as(event.guest).write.setApprovalForAll([zeroAddress, true]),
        'ERC721InvalidOperator',
        [zeroAddress],
      )
    })
  })

  describe('ids', () => {
    it('tell tier and number', async () => {
      expect(await event.read.tierOf([2_000_137n])).to.equal(2)
      expect(await event.read.numberOf([2_000_137n])).to.equal(137)
      expect(await event.read.tierOf([65_535_999_999n])).to.equal(65_535)
      expect(await event.read.numberOf([65_535_999_999n])).to.equal(999_999)
    })

    it('have no tier when they are too low or too high, and never pass for a lower one', async () => {
      expect(await event.read.tierOf([999_999n])).to.equal(0)
      for (const id of [65_536_000_000n, 65_536n * 1_000_000n + 2_000_137n, 2n ** 256n - 1n]) {
        expect(await event.read.tierOf([id])).to.equal(0)
      }
    })
  })

  describe('ERC-2981', () => {
    it('names the present organizer and the share of the tier', async () => {
      expect(await event.read.royaltyInfo([2_000_001n, 10_001n])).to.deep.equal([
        getAddress(event.organizer.account.address),
        500n,
      ])
    })

    it('names no share for what has no tier', async () => {
      expect((await event.read.royaltyInfo([7n, 10_000n]))[1]).to.equal(0n)
    })
  })

  describe('ERC-7572', () => {
    it('tells of a new description, and where it is', async () => {
      const contractURI = 'ipfs://owls'
      expect(
        await logsOf(chain, event.as(event.organizer).write.changeContractURI([contractURI])),
      ).to.deep.equal([
        { eventName: 'ContractURIChanged', args: { contractURI } },
        { eventName: 'ContractURIUpdated', args: {} },
      ])
      expect(await event.read.contractURI()).to.equal(contractURI)
      await expectRevert(
        event.as(event.organizer).write.changeContractURI(['a b']),
        'UsherEvent_URIInvalid',
        ['a b'],
      )
    })
  })

  describe('metadata', () => {
    /** The JSON of a ticket, and its picture. */
    const readMetadata = async (tokenId: bigint) => {
      const [head, body] = (await event.read.tokenURI([tokenId])).split(',')
      expect(head).to.equal('data:application/json;base64')
      const { image, ...rest } = JSON.parse(Buffer.from(body ?? '', 'base64').toString())
      const [kind, picture] = image.split(',')
      expect(kind).to.equal('data:image/svg+xml;base64')
      return { ...rest, picture: Buffer.from(picture, 'base64').toString() }
    }

    it('is complete on chain', async () => {
      const { picture: _, ...json } = await readMetadata(2_000_002n)
      expect(json).to.deep.equal({
        name: 'Night of the Owls - Gift 2',
        description: 'Ticket to Night of the Owls',
        attributes: [
          { trait_type: 'Event', value: 'Night of the Owls' },
          { trait_type: 'Tier', value: 'Gift' },
          { trait_type: 'Number', value: 2 },
          { trait_type: 'State', value: 'Sold' },
          { display_type: 'date', trait_type: 'Doors', value: Number(event.settings.doorsAt) },
          { display_type: 'date', trait_type: 'End', value: Number(event.settings.endsAt) },
        ],
      })
    })

    it('has a picture with event, tier, number and state', async () => {
      const { picture } = await readMetadata(2_000_002n)
      expect([...picture.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text)).to.deep.equal([
        'Night of the Owls',
        'Gift',
        '2',
        'Sold',
      ])
      expect(picture).to.match(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" .*<\/svg>$/)
      expect(picture).not.to.include('textLength')
    })

    it('draws a long name together, so that it stays on the picture', async () => {
      event = await createEvent(chain, { settings: { name: 'x'.repeat(25) } })
      await event.buy(event.guest, tier.gift)
      expect((await readMetadata(2_000_001n)).picture).to.include('textLength="536"')
    })

    it('tells whether the ticket is used, and that it is void once the event is canceled', async () => {
      const stateOf = async (tokenId: bigint) => {
        const { attributes } = await readMetadata(tokenId)
        return attributes[3].value
      }
      await chain.time.increaseTo(event.settings.cutOffAt)
      await event.as(event.organizer).write.markUsed([[2_000_001n]])
      expect([await stateOf(2_000_001n), await stateOf(2_000_002n)]).to.deep.equal(['Redeemed', 'Sold'])
      await event.as(event.organizer).write.cancelEvent()
      expect([await stateOf(2_000_001n), await stateOf(2_000_002n)]).to.deep.equal(['Void', 'Void'])
    })

    it('exists only for tickets that do', async () => {
      await expectRevert(event.read.tokenURI([2_000_003n]), 'ERC721NonexistentToken', [2_000_003n])
    })
  })

  describe('code size', () => {
    // code that counts what it covers is longer than the code that is released
    before(function () {
      if (hre.globalOptions.coverage) this.skip()
    })

    for (const contract of ['UsherEvent', 'UsherOffice', 'UsherFactory', 'UsherRenderer']) {
      it(`of ${contract} is under the cap`, async () => {
        const { deployedBytecode } = await readArtifact(contract)
        expect((deployedBytecode.length - 2) / 2).to.be.at.most(CODE_SIZE_CAP)
      })
    }
  })
})
