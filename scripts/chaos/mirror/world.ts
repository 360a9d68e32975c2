import {
  type Address,
  createPublicClient,
  createTestClient,
  createWalletClient,
  encodeFunctionData,
  http,
  type PublicClient,
  toHex,
  zeroAddress,
} from 'viem'
import { foundry } from 'viem/chains'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { usherFactoryAbi } from '#core/chain/abi/usher-factory.ts'
import type { Followed } from '#indexer/store.ts'
import type { Random } from '../random.ts'
import { ACTS, type Act, buy, HOUR, type Sending, tierOf } from './acts.ts'

/** A chain on which people do what they do with tickets, by seed, and which now and then leaves its newest blocks. */
export type World = {
  /** Asks the chain itself, past whatever stands between it and the indexer. */
  readonly client: PublicClient
  /** Mines so many blocks, each with a few acts. */
  live(blocks: number): Promise<void>
  /** Mines a block in which nothing happens to tickets, and which is no block that there was before. */
  mine(): Promise<void>
  /** Replaces the newest `depth` blocks by empty ones; the chain stays as long. */
  replace(depth: number): Promise<void>
  /** Drops the newest `depth` blocks; the chain becomes shorter. */
  drop(depth: number): Promise<void>
}

/** More than any act needs; all of a block fit into it. */
const GAS = 5_000_000n
/** The shortest that there is. */
const REISSUE_DELAY = Number(HOUR)
const MOST_EVENTS = 4

/** How much time passes when some does, in hours: gates open and end, and seldom months go by. */
const LEAPS = [...Array(5).fill([1, 1, 2, 2, 3, 6]).flat(), 12, 24, 80, 4_400]

export async function openWorld(rpcUrl: string, followed: Followed, random: Random): Promise<World> {
  const transport = http(rpcUrl, { batch: true })
  const client: PublicClient = createPublicClient({
    chain: foundry,
    transport,
    pollingInterval: 20,
    cacheTime: 0,
  })
  const control = createTestClient({ mode: 'anvil', chain: foundry, transport })
  const wallet = createWalletClient({ chain: foundry, transport })
  const people = (await wallet.getAddresses()).slice(0, 6)
  const factory = { address: followed.factory, abi: usherFactoryAbi } as const
  const renderer = await client.readContract({ ...factory, functionName: 'renderer' })
  const events: Address[] = []
  let salt = 0
  let marks = 0
  await control.setAutomine(false)

  const send = async ({ from, ...call }: Sending): Promise<void> => {
    // What the chain refuses does not happen; it is mined as a failed transaction.
    await wallet.sendTransaction({ account: from, gas: GAS, ...call }).catch(() => {})
  }

  const create = async (): Promise<Address> => {
    const { timestamp: now } = await client.getBlock()
    const organizer = random.pick(people)
    const doorsAt = now + 36n * HOUR
    const name = `Chaos ${++salt}`
    const times = {
      doorsAt,
      endsAt: doorsAt + 6n * HOUR,
      cutOffAt: doorsAt - HOUR,
      reissueDelay: REISSUE_DELAY,
    }
    const uri = `https://usher.example/${salt}.json`
    const settings = {
      name,
      symbol: 'C',
      organizer,
      currency: zeroAddress,
      ...times,
      renderer,
      contractURI: uri,
    }
    const args = [settings, [tierOf(now, 0), tierOf(now, 1)], toHex(salt, { size: 32 })] as const
    const call = { ...factory, functionName: 'predictEvent', args: [organizer, ...args] } as const
    const event = await client.readContract(call)
    events.push(event)
    if (events.length > MOST_EVENTS) events.shift()
    const data = encodeFunctionData({ abi: usherFactoryAbi, functionName: 'createEvent', args })
    await send({ from: organizer, to: followed.factory, data })
    return event
  }

  const act = async (): Promise<void> => {
    const event = events.length > 0 ? random.pick(events) : undefined
    if (!event || random.chance(0.008)) {
      const created = await create()
      // The first tickets are sold in the block of their event's creation.
      return send(buy({ event: created, random, people }))
    }
    const organizer = await client
      .readContract({ address: event, abi: usherEventAbi, functionName: 'owner' })
      .catch(() => undefined)
    // It is created in the block that comes, or has left the chain.
    if (!organizer) return send(buy({ event, random, people }))
    const { timestamp: now } = await client.getBlock()
    await send(await random.pick(acts)({ event, random, people, organizer, now, client, wallet }))
  }

  const mine = () => control.mine({ blocks: 1 })
  return {
    client,
    live: async (blocks) => {
      for (let block = 0; block < blocks; block++) {
        for (let count = random.between(0, 4); count > 0; count--) await act()
        if (random.chance(0.08)) await control.increaseTime({ seconds: random.pick(LEAPS) * Number(HOUR) })
        await mine()
      }
    },
    mine: async () => {
      const from = random.pick(people)
      await send({ from, to: from, data: toHex(++marks) })
      // what the chain has refused would leave an empty block, which may have been there before
      await control.setCoinbase({ address: toHex(marks, { size: 20 }) })
      await mine()
    },
    replace: (depth) => control.request({ method: 'anvil_reorg', params: [depth, []] } as never),
    drop: (depth) => control.request({ method: 'anvil_rollback', params: [depth] } as never),
  }
}

/** Every act as often as it weighs. */
const acts: readonly Act[] = ACTS.flatMap(([weight, act]) => Array<Act>(weight).fill(act))
