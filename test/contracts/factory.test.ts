import { expect } from 'chai'
import type { Address, Hex } from 'viem'
import {
  encodePacked,
  getAddress,
  getContract,
  parseEventLogs,
  slice,
  toHex,
  zeroAddress,
  zeroHash,
} from 'viem'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { usherFactoryAbi } from '#core/chain/abi/usher-factory.ts'
import { readArtifact } from '#scripts/artifacts.ts'
import type { TestChain } from './chain.ts'
import { expectRevert, openChain } from './chain.ts'
import type { Stage } from './event.ts'
import { openStage, tiersOf } from './event.ts'

describe('UsherFactory', () => {
  let chain: TestChain
  let stage: Stage

  const opened = () => openStage(chain)

  before(async () => {
    chain = await openChain()
  })

  beforeEach(async () => {
    stage = await chain.loadFixture(opened)
  })

  const create = (salt: Hex = zeroHash, by = stage.organizer) =>
    stage.factoryAs(by).write.createEvent([stage.settings, tiersOf(stage.standing), salt])
  const predict = (
    salt: Hex = zeroHash,
    by = stage.organizer,
    settings = stage.settings,
    tiers = tiersOf(stage.standing),
  ) => stage.factoryAs(stage.stranger).read.predictEvent([by.account.address, settings, tiers, salt])

  describe('when an organizer creates an event', () => {
    it('creates it at the predicted address', async () => {
      const address = await predict()
      expect(await chain.client.getCode({ address })).to.equal(undefined)
      await create()
      const { currency, renderer, reissueDelay } = stage.settings
      const args = encodePacked(['address', 'address', 'uint32'], [currency, renderer, reissueDelay])
      const code = await chain.client.getCode({ address })
      // ERC-1167: 45 bytes
      expect(code).to.have.lengthOf(2 + 2 * (45 + 44))
      expect(slice(code ?? '0x', 45)).to.equal(args)
    })

    it('tells everything in the logs: first its own, then those of the event', async () => {
      const salt = toHex('salt', { size: 32 })
      const address = await predict(salt)
      const organizer = getAddress(stage.organizer.account.address)

      const { logs } = await chain.client.waitForTransactionReceipt({ hash: await create(salt) })

      const abi = [...usherFactoryAbi, ...usherEventAbi] as const
      expect(logs.map((log) => getAddress(log.address))).to.deep.equal([
        getAddress(stage.factory),
        ...Array(8).fill(address),
      ])
      expect(parseEventLogs({ abi, logs }).map(({ eventName, args }) => ({ eventName, args }))).to.deep.equal(
        [
          { eventName: 'EventCreated', args: { eventContract: address, organizer, salt } },
          { eventName: 'OwnershipTransferred', args: { previousOwner: zeroAddress, newOwner: organizer } },
          {
            eventName: 'EventConfigured',
            args: {
              settings: { ...stage.settings, organizer, renderer: getAddress(stage.settings.renderer) },
            },
          },
          ...tiersOf(stage.standing).map((settings, i) => ({
            eventName: 'TierConfigured',
            args: { tierId: i + 1, settings },
          })),
          { eventName: 'Initialized', args: { version: 1n } },
        ],
      )
    })

    it('gives it its settings', async () => {
      await create()
      const address = await predict()
      const { read } = getContract({ address, abi: usherEventAbi, client: chain.client })
      const { settings } = stage

      expect(await read.name()).to.equal(settings.name)
      expect(await read.symbol()).to.equal(settings.symbol)
      expect(await read.owner()).to.equal(getAddress(settings.organizer))
      expect(await read.currency()).to.equal(zeroAddress)
      expect(await read.doorsAt()).to.equal(settings.doorsAt)
      expect(await read.endsAt()).to.equal(settings.endsAt)
      expect(await read.cutOffAt()).to.equal(settings.cutOffAt)
      expect(await read.reissueDelay()).to.equal(settings.reissueDelay)
      expect(await read.renderer()).to.equal(getAddress(settings.renderer))
      expect(await read.contractURI()).to.equal(settings.contractURI)
      expect(await read.status()).to.equal(0)
      expect(await read.tierCount()).to.equal(5)
      expect(await read.tier([2])).to.deep.equal([tiersOf(stage.standing)[1], 0])
    })

    it('cannot be initialised again', async () => {
      await create()
      const event = getContract({ address: await predict(), abi: usherEventAbi, client: stage.stranger })
      await expectRevert(
        event.write.initialize([{ ...stage.settings, organizer: stage.stranger.account.address }, []]),
        'InvalidInitialization',
      )
    })
  })

  describe('when the same organizer creates the same event', () => {
    it('refuses with the same salt and creates another with another', async () => {
      await create()
      await expectRevert(create(), 'FailedDeployment')
      await create(toHex(1, { size: 32 }))
    })
  })

  describe('when anything of an event differs', () => {
    it('has another address for it', async () => {
      const addresses = await Promise.all([
        predict(),
        predict(toHex(1, { size: 32 })),
        predict(zeroHash, stage.stranger),
        predict(zeroHash, stage.organizer, { ...stage.settings, cutOffAt: stage.settings.cutOffAt - 1n }),
        predict(zeroHash, stage.organizer, stage.settings, tiersOf({ ...stage.standing, supply: 501 })),
      ])
      expect(new Set(addresses).size).to.equal(addresses.length)
    })
  })

  describe("when somebody creates an event in another's name", () => {
    it('refuses', async () => {
      const stranger = getAddress(stage.stranger.account.address)
      const organizer = getAddress(stage.organizer.account.address)
      await expectRevert(create(zeroHash, stage.stranger), 'UsherFactory_NotOrganizer', [stranger, organizer])
    })
  })

  describe('the implementation', () => {
    it('belongs to nobody and cannot be initialised', async () => {
      const address = await stage.factoryAs(stage.stranger).read.implementation()
      const event = getContract({
        address,
        abi: usherEventAbi,
        client: { public: chain.client, wallet: stage.organizer },
      })
      expect(await event.read.owner()).to.equal(zeroAddress)
      await expectRevert(event.write.initialize([stage.settings, []]), 'InvalidInitialization')
    })
  })

  describe('when it would be deployed with an address without code', () => {
    it('refuses, for the implementation and for the renderer', async () => {
      const nobody = getAddress(stage.stranger.account.address)
      const { bytecode } = await readArtifact('UsherFactory')
      const deploy = (implementation: Address, renderer: Address) =>
        stage.deployer.deployContract({ abi: usherFactoryAbi, bytecode, args: [implementation, renderer] })

      await expectRevert(deploy(nobody, stage.factory), 'UsherFactory_NotContract', [nobody])
      await expectRevert(deploy(stage.factory, nobody), 'UsherFactory_NotContract', [nobody])
    })

    it('refuses, for the office of the implementation', async () => {
      const nobody = getAddress(stage.stranger.account.address)
      const { abi, bytecode } = await readArtifact('UsherEvent')
      const deployed = stage.deployer.deployContract({ abi, bytecode, args: [nobody] })
      await expectRevert(deployed, 'UsherEvent_NotContract', [nobody])
    })
  })
})
