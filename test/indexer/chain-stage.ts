import {
  type Address,
  createPublicClient,
  createTestClient,
  createWalletClient,
  getContract,
  http,
  keccak256,
  parseEther,
  toHex,
  zeroAddress,
} from 'viem'
import { hardhat } from 'viem/chains'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { usherFactoryAbi } from '#core/chain/abi/usher-factory.ts'
import { type Listing, listingTypedData } from '#core/listing.ts'
import { deployFactory } from '#scripts/deploy.ts'
import { startTestChain } from '#test/setup/chain.ts'

/** What a ticket of tier 1 costs. */
export const PRICE = parseEther('0.01')

const HOUR = 3_600n

/** A local chain with a factory, and what a test does to it. Addresses are in lower case. */
export type ChainStage = Awaited<ReturnType<typeof openChainStage>>

export async function openChainStage() {
  const { rpcUrl, stop } = await startTestChain()
  const transport = http(rpcUrl, { batch: true })
  const client = createPublicClient({ chain: hardhat, transport, pollingInterval: 20, cacheTime: 0 })
  const control = createTestClient({ mode: 'hardhat', chain: hardhat, transport })
  const followed = await deployFactory({ rpcUrl })
  const accounts = await createWalletClient({ transport }).getAddresses()
  const [organizer, ada, ben, cleo] = accounts.map((address) => address.toLowerCase()) as [
    Address,
    Address,
    Address,
    Address,
  ]
  let events = 0

  /** Who sends; with its own gas limit, as what a transaction needs may be in the same block still to be mined. */
  const walletOf = (account: Address) => createWalletClient({ account, chain: hardhat, transport })
  const gas = 10_000_000n

  /** Sends the creation of an event with a priced tier 1 and a bound tier 2, and answers its address. */
  const createEvent = async (name = 'Night of the Owls'): Promise<Address> => {
    const { timestamp: now } = await client.getBlock()
    const doorsAt = now + 24n * HOUR
    const factory = getContract({
      address: followed.factory,
      abi: usherFactoryAbi,
      client: { public: client, wallet: walletOf(organizer) },
    })
    const settings = {
      name,
      symbol: 'OWLS',
      organizer,
      currency: zeroAddress,
      doorsAt,
      endsAt: doorsAt + 6n * HOUR,
      cutOffAt: doorsAt - HOUR,
      reissueDelay: 86_400,
      renderer: await factory.read.renderer(),
      contractURI: 'https://usher.example/owls.json',
    }
    const tier = tierOf(now - HOUR, doorsAt)
    const bound = { ...tier, name: 'Bound', transferPolicy: 3 }
    const args = [settings, [tier, bound], toHex(++events, { size: 32 })] as const
    const address = await factory.read.predictEvent([organizer, ...args])
    await factory.write.createEvent(args, { gas })
    return address.toLowerCase() as Address
  }

  /** What one wallet can do to an event; sent, and mined at once unless the test holds the mining back. */
  const as = (account: Address, event: Address) => {
    const { write } = getContract({
      address: event,
      abi: usherEventAbi,
      client: { public: client, wallet: walletOf(account) },
    })
    return {
      write,
      buy: (count: number) =>
        write.buy([1, BigInt(count), account, PRICE], { value: PRICE * BigInt(count), gas }),
      take: ({ listing, signature }: Awaited<ReturnType<typeof list>>) =>
        write.buyListing([listing, signature, account], { value: listing.price, gas }),
      give: (tokenId: bigint, to: Address) => write.transferFrom([account, to, tokenId], { gas }),
      mint: (tierId: number, to: Address, count: number) => write.mint([tierId, to, BigInt(count)], { gas }),
      airdrop: (tierId: number, to: readonly Address[]) => write.airdrop([tierId, to], { gas: 16_000_000n }),
    }
  }

  const addTier = async (event: Address, name: string): Promise<void> => {
    const { timestamp: now } = await client.getBlock()
    await as(organizer, event).write.addTier([{ ...tierOf(now, now + HOUR), name }])
  }

  const grantGate = async (event: Address, account: Address): Promise<void> => {
    await as(organizer, event).write.grantRole([keccak256(toHex('GATE_ROLE')), account])
  }

  /** Signs a listing as things stand now, for a week. */
  const list = async (seller: Address, event: Address, tokenId: bigint, price = PRICE) => {
    const { read } = getContract({ address: event, abi: usherEventAbi, client })
    const listing: Listing = {
      seller,
      tokenId,
      transferCount: await read.transferCountOf([tokenId]),
      epoch: await read.epochOf([seller]),
      price,
      expiresAt: (await client.getBlock()).timestamp + 168n * HOUR,
    }
    const typedData = listingTypedData({ chainId: hardhat.id, contract: event }, listing)
    return { listing, signature: await walletOf(seller).signTypedData(typedData) }
  }

  const ownerOf = async (event: Address, tokenId: bigint): Promise<Address> => {
    const call = { address: event, abi: usherEventAbi, functionName: 'ownerOf', args: [tokenId] } as const
    return (await client.readContract(call)).toLowerCase() as Address
  }

  /** Moves doors, end and cut-off an hour later. */
  const postpone = async (event: Address): Promise<void> => {
    const { read } = getContract({ address: event, abi: usherEventAbi, client })
    const times = await Promise.all([read.doorsAt(), read.endsAt(), read.cutOffAt()])
    const [doorsAt, endsAt, cutOffAt] = times.map((time) => time + HOUR) as [bigint, bigint, bigint]
    await as(organizer, event).write.changeTimes([doorsAt, endsAt, cutOffAt])
  }

  /** Mines a block so much later than the event's end. */
  const passEnd = async (event: Address, seconds: bigint): Promise<void> => {
    const endsAt = await client.readContract({ address: event, abi: usherEventAbi, functionName: 'endsAt' })
    await control.setNextBlockTimestamp({ timestamp: endsAt + seconds })
    await control.mine({ blocks: 1 })
  }

  /** One by one: the blocks that `hardhat_mine` makes many at a time do not name their parents. */
  const mine = async (count: number): Promise<void> => {
    for (let block = 0; block < count; block++) await control.mine({ blocks: 1 })
  }

  /** Mines what `send` sends as one block. */
  const inOneBlock = async (send: () => Promise<unknown>): Promise<void> => {
    await control.setAutomine(false)
    try {
      await send()
      await control.mine({ blocks: 1 })
    } finally {
      await control.setAutomine(true)
    }
  }

  /** Has the chain leave all blocks mined since `mark`, which can be used once. */
  const mark = async (): Promise<() => Promise<void>> => {
    const id = await control.snapshot()
    return () => control.revert({ id })
  }

  const people = { organizer, ada, ben, cleo }
  const acts = {
    createEvent,
    as,
    addTier,
    grantGate,
    list,
    ownerOf,
    postpone,
    passEnd,
    mine,
    inOneBlock,
    mark,
  }
  return { ...people, ...acts, rpcUrl, stop, client, control, followed }
}

/** A tier with a price, open to any transfer. */
function tierOf(saleStartsAt: bigint, saleEndsAt: bigint) {
  return {
    name: 'Standing',
    price: PRICE,
    supply: 5_000,
    saleStartsAt,
    saleEndsAt,
    perPayer: 0,
    transferPolicy: 0,
    resaleCapBps: 11_000,
    royaltyBps: 500,
  }
}
