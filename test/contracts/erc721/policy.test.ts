import { expect } from 'chai'
import type { Abi, Hex } from 'viem'
import { encodeFunctionData, getContract } from 'viem'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { readArtifact } from '#scripts/artifacts.ts'
import { decodeRefusal, expectRevert, openChain, type TestChain } from '../chain.ts'
import { policy, tier } from '../event.ts'
import type { Holder } from './stage.ts'
import { createHolder, movesOf } from './stage.ts'

/** How many tickets of each tier the guest has been minted at once. */
const BATCH = 10n

describe('ERC-721 under a tier’s policy', () => {
  let chain: TestChain
  let event: Holder

  const fixture = async () => {
    const fresh = await createHolder(chain)
    for (const tierId of [tier.gift, tier.market, tier.bound]) {
      await fresh.as(fresh.organizer).write.mint([tierId, fresh.holder, BATCH])
    }
    await fresh.as(fresh.guest).write.setApprovalForAll([fresh.of(fresh.stranger), true])
    return fresh
  }

  before(async () => {
    chain = await openChain()
  })

  beforeEach(async () => {
    event = await chain.loadFixture(fixture)
  })

  const first = (tierId: number) => BigInt(tierId) * 1_000_000n + 1n
  /** The first, a middle and the last ticket of a batch. */
  const places = (tierId: number) => [0n, 4n, BATCH - 1n].map((place) => first(tierId) + place)

  for (const [name, move] of Object.entries(movesOf(() => event))) {
    describe(name, () => {
      it('moves a gift by its holder, from any place of a batch', async () => {
        for (const tokenId of places(tier.gift)) {
          await move(event.guest, event.holder, event.recipient, tokenId)
        }
        expect(await event.read.balanceOf([event.recipient])).to.equal(3n)
      })

      it('moves no gift by an operator or an approved wallet', async () => {
        for (const tokenId of places(tier.gift)) {
          await event.as(event.guest).write.approve([event.of(event.friend), tokenId])
          for (const by of [event.friend, event.stranger]) {
            const sent = move(by, event.holder, event.recipient, tokenId)
            await expectRevert(sent, 'UsherEvent_TransferRefused', [tokenId, policy.gift, event.of(by)])
          }
        }
      })

      for (const word of ['market', 'bound'] as const) {
        it(`moves no ticket that is ${word}, whoever asks and to whomever`, async () => {
          for (const tokenId of places(tier[word])) {
            await event.as(event.guest).write.approve([event.of(event.friend), tokenId])
            for (const by of [event.guest, event.friend, event.stranger]) {
              for (const to of [event.recipient, event.holder, event.of(event.organizer)]) {
                const sent = move(by, event.holder, to, tokenId)
                await expectRevert(sent, 'UsherEvent_TransferRefused', [tokenId, policy[word], event.of(by)])
              }
            }
          }
        })
      }

      it('moves no gift by a contract that its holder has made an operator', async () => {
        const { abi } = await readArtifact('Puppet')
        const puppet = getContract({
          address: await chain.deploy('Puppet'),
          abi: abi as Abi,
          client: event.guest,
        })
        await event.as(event.guest).write.setApprovalForAll([puppet.address, true])
        const args = [event.holder, event.recipient, first(tier.gift)] as const
        const data = encodeFunctionData({ abi: usherEventAbi, functionName: 'transferFrom', args })
        await puppet.write.reactWith?.([event.address, data])
        // any ticket that arrives makes the operator try
        await event.as(event.guest).write.safeTransferFrom([event.holder, puppet.address, first(tier.open)])
        const refusal = decodeRefusal((await puppet.read.refusal?.()) as Hex)
        expect(refusal.errorName).to.equal('UsherEvent_TransferRefused')
        expect(await event.read.ownerOf([first(tier.gift)])).to.equal(event.holder)
      })
    })
  }
})
