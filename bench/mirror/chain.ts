import {
  type Address,
  createPublicClient,
  createTestClient,
  createWalletClient,
  encodeFunctionData,
  http,
  parseEther,
  toHex,
  zeroAddress,
} from 'viem'
import { foundry } from 'viem/chains'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { usherFactoryAbi } from '#core/chain/abi/usher-factory.ts'
import { composeTokenId } from '#core/token-id.ts'
import type { Followed } from '#indexer/store.ts'
import { deployFactory } from '#scripts/deploy.ts'
import { type Anvil, startAnvil } from '#scripts/stack/anvil.ts'

/** A chain that holds what the two indexers read. */
export type BenchChain = {
  readonly anvil: Anvil
  readonly followed: Followed
  /** How many transfers there are. */
  readonly transfers: number
  /** The ticket that was transferred last. */
  readonly last: { readonly contract: Address; readonly tokenId: bigint }
  /** Has one ticket minted; `mine` puts it into a block. */
  sendMint(): Promise<bigint>
  mine(): Promise<void>
}

const EVENTS = 10
const PER_CALL = 100
const CALLS_PER_EVENT = 100
const GAS = 30_000_000n
const HOUR = 3_600n

/** Blocks above the transfers, so that both indexers find nearly all of them final. */
const AFTERWARDS = 70

/** 100,000 tickets of ten events, airdropped a hundred at a time, each hundred in a block of its own. */
export async function openBenchChain(): Promise<BenchChain> {
  const anvil = await startAnvil()
  const followed = await deployFactory({ rpcUrl: anvil.rpcUrl })
  const transport = http(anvil.rpcUrl)
  const client = createPublicClient({ chain: foundry, transport, pollingInterval: 20, cacheTime: 0 })
  const control = createTestClient({ mode: 'anvil', chain: foundry, transport })
  const wallet = createWalletClient({ chain: foundry, transport })
  const [organizer = zeroAddress, ...holders] = await wallet.getAddresses()
  const send = (to: Address, data: `0x${string}`) =>
    wallet.sendTransaction({ account: organizer, to, data, gas: GAS })

  const factory = { address: followed.factory, abi: usherFactoryAbi } as const
  const renderer = await client.readContract({ ...factory, functionName: 'renderer' })
  const { timestamp: now } = await client.getBlock()
  const doorsAt = now + 24n * HOUR
  const create = async (number: number): Promise<Address> => {
    const times = { doorsAt, endsAt: doorsAt + 6n * HOUR, cutOffAt: doorsAt - HOUR, reissueDelay: 86_400 }
    const words = { name: `Bench ${number}`, symbol: 'B', contractURI: 'https://usher.example/bench.json' }
    const settings = { ...words, organizer, currency: zeroAddress, ...times, renderer }
    const sale = { saleStartsAt: now - HOUR, saleEndsAt: doorsAt, perPayer: 0 }
    const rules = { transferPolicy: 0, resaleCapBps: 11_000, royaltyBps: 500 }
    const tier = { name: 'Standing', price: parseEther('0.01'), supply: 50_000, ...sale, ...rules }
    const args = [settings, [tier], toHex(number, { size: 32 })] as const
    const event = await client.readContract({
      ...factory,
      functionName: 'predictEvent',
      args: [organizer, ...args],
    })
    await send(
      followed.factory,
      encodeFunctionData({ abi: usherFactoryAbi, functionName: 'createEvent', args }),
    )
    return event
  }
  const recipients = Array.from(
    { length: PER_CALL },
    (_, index) => holders[index % holders.length] as Address,
  )
  const airdrop = encodeFunctionData({ abi: usherEventAbi, functionName: 'airdrop', args: [1, recipients] })
  let event: Address = zeroAddress
  for (let number = 1; number <= EVENTS; number++) {
    event = await create(number)
    for (let call = 0; call < CALLS_PER_EVENT; call++) await send(event, airdrop)
  }
  for (let block = 0; block < AFTERWARDS; block++) await control.mine({ blocks: 1 })
  await control.setAutomine(false)

  let issued = PER_CALL * CALLS_PER_EVENT
  const last = { contract: event.toLowerCase() as Address, tokenId: composeTokenId(1, issued) }
  const mint = encodeFunctionData({ abi: usherEventAbi, functionName: 'mint', args: [1, organizer, 1n] })
  return {
    anvil,
    followed,
    transfers: EVENTS * PER_CALL * CALLS_PER_EVENT,
    last,
    sendMint: async () => {
      await send(event, mint)
      return composeTokenId(1, ++issued)
    },
    mine: () => control.mine({ blocks: 1 }),
  }
}
