import { expect } from 'chai'
import hre from 'hardhat'
import type { Address } from 'viem'
import { createPublicClient, getAddress, http } from 'viem'
import { hardhat } from 'viem/chains'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { usherFactoryAbi } from '#core/chain/abi/usher-factory.ts'
import { parseEventId } from '#core/event-id.ts'
import type { Deployment } from '#scripts/deploy.ts'
import { deployFactory } from '#scripts/deploy.ts'
import type { Demo } from '#scripts/seed.ts'
import { seedDemo } from '#scripts/seed.ts'

describe('the demo on a local chain', () => {
  const startedAt = new Date()
  let server: Awaited<ReturnType<typeof hre.network.createServer>>
  let rpcUrl: string
  let deployment: Deployment
  let demo: Demo

  before(async function () {
    // compiles the contracts if nobody has
    this.timeout(300_000)
    server = await hre.network.createServer('default', '127.0.0.1', 0)
    const { address, port } = await server.listen()
    rpcUrl = `http://${address}:${port}`
    deployment = await deployFactory({ rpcUrl })
    demo = await seedDemo({ rpcUrl, factory: deployment.factory, startedAt })
  })

  after(async () => {
    await server.close()
  })

  const client = () => createPublicClient({ chain: hardhat, transport: http(rpcUrl) })
  const logsFrom = (fromBlock: bigint) =>
    client().getContractEvents({
      address: deployment.factory,
      abi: usherFactoryAbi,
      eventName: 'EventCreated',
      fromBlock,
    })
  const read = async <Name extends 'doorsAt' | 'endsAt' | 'cutOffAt' | 'status'>(
    address: Address,
    name: Name,
  ) => client().readContract({ address, abi: usherEventAbi, functionName: name })
  const contractOf = (eventId: string): Address => parseEventId(eventId)?.contract ?? '0x'

  it('has a factory, and both events after its start block', async () => {
    expect(deployment.chainId).to.equal(31_337)
    const created = await logsFrom(deployment.startBlock)
    expect(created.map(({ args }) => args.eventContract)).to.deep.equal(
      demo.events.map(({ eventId }) => getAddress(contractOf(eventId))),
    )
  })

  it('has one event on sale with doors tomorrow, and one with doors open since its cut-off', async () => {
    const now = BigInt(Math.floor(startedAt.getTime() / 1_000))
    const [tomorrow, tonight] = demo.events.map(({ eventId }) => contractOf(eventId)) as [Address, Address]

    expect(await read(tomorrow, 'doorsAt')).to.equal(now + 86_400n)
    expect(Number(await read(tomorrow, 'cutOffAt'))).to.be.greaterThan(Number(now))
    expect(await read(tonight, 'cutOffAt')).to.equal(await read(tonight, 'doorsAt'))
    expect(Number(await read(tonight, 'doorsAt'))).to.be.lessThan(Number(now))
    expect(Number(await read(tonight, 'endsAt'))).to.be.greaterThan(Number(now))
  })

  it('has three tiers in each event, with different rules', async () => {
    for (const { eventId } of demo.events) {
      const tiers = await Promise.all(
        [1, 2, 3].map((tierId) =>
          client().readContract({
            address: contractOf(eventId),
            abi: usherEventAbi,
            functionName: 'tier',
            args: [tierId],
          }),
        ),
      )
      expect(new Set(tiers.map(([{ transferPolicy }]) => transferPolicy)).size).to.equal(3)
    }
  })

  it('has the tickets it says it has in the wallets it names', async () => {
    for (const { eventId, tickets } of demo.events) {
      expect(new Set(tickets.map(({ holder }) => holder)).size).to.equal(3)
      for (const { tokenId, holder } of tickets) {
        const owner = await client().readContract({
          address: contractOf(eventId),
          abi: usherEventAbi,
          functionName: 'ownerOf',
          args: [tokenId],
        })
        const account = demo.accounts.find(({ name }) => name === holder)
        expect(owner).to.equal(getAddress(account?.address ?? '0x'))
      }
    }
  })

  it('is left alone by a second seed of the same start', async () => {
    const block = await client().getBlockNumber()
    expect(await seedDemo({ rpcUrl, factory: deployment.factory, startedAt })).to.deep.equal(demo)
    expect(await client().getBlockNumber()).to.equal(block)
  })

  it('has other events after another start', async () => {
    const later = new Date(startedAt.getTime() + 1_000)
    const again = await seedDemo({ rpcUrl, factory: deployment.factory, startedAt: later })
    const ids = [...demo.events, ...again.events].map(({ eventId }) => eventId)
    expect(new Set(ids).size).to.equal(4)
  })

  it('is refused on a chain that is not on this machine', async () => {
    const error = await seedDemo({
      rpcUrl: 'http://chain.example:8545',
      factory: deployment.factory,
      startedAt,
    }).catch((cause: unknown) => cause)
    expect(error).to.be.instanceOf(Error)
    expect((error as Error).message).to.contain('local chain')
  })
})
