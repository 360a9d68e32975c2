import {
  type Address,
  createPublicClient,
  createTestClient,
  createWalletClient,
  encodeFunctionData,
  type Hex,
  http,
  keccak256,
  type PublicClient,
  parseEther,
  toHex,
  zeroAddress,
} from 'viem'
import { foundry } from 'viem/chains'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { usherFactoryAbi } from '#core/chain/abi/usher-factory.ts'
import { composeTokenId } from '#core/token-id.ts'
import type { Followed } from '#indexer/store.ts'
import type { Random } from '../random.ts'

/** A chain on which people do what they do with tickets, by seed, and which now and then leaves its newest blocks. */
export type World = {
  /** Asks the chain itself, past whatever stands between it and the indexer. */
  readonly client: PublicClient
  /** Mines so many blocks, each with a few acts. */
  live(blocks: number): Promise<void>
  /** Mines one block without acts. */
  mine(): Promise<void>
  /** Replaces the newest `depth` blocks by empty ones; the chain stays as long. */
  replace(depth: number): Promise<void>
  /** Drops the newest `depth` blocks; the chain becomes shorter. */
  drop(depth: number): Promise<void>
}

type Sending = { readonly from: Address; readonly to: Address; readonly data: Hex; readonly value?: bigint }
type Known = { readonly events: Address[]; readonly random: Random; readonly people: readonly Address[] }

const PRICE = parseEther('0.001')
const HOUR = 3_600n
const GAS = 12_000_000n
const ROLES = ['MINTER_ROLE', 'GATE_ROLE'].map((name) => keccak256(toHex(name)))
const MOST_EVENTS = 4
/** Tickets that an act is tried on; a tier has more in the end than the dice reach. */
const REACH = 25

export async function openWorld(rpcUrl: string, followed: Followed, random: Random): Promise<World> {
  const transport = http(rpcUrl, { batch: true })
  const client = createPublicClient({ chain: foundry, transport, pollingInterval: 20, cacheTime: 0 })
  const control = createTestClient({ mode: 'anvil', chain: foundry, transport })
  const wallet = createWalletClient({ chain: foundry, transport })
  const people = (await wallet.getAddresses()).slice(0, 6)
  const factory = { address: followed.factory, abi: usherFactoryAbi } as const
  const renderer = await client.readContract({ ...factory, functionName: 'renderer' })
  const known: Known = { events: [], random, people }
  let salt = 0
  await control.setAutomine(false)

  const send = async ({ from, ...call }: Sending): Promise<void> => {
    // What the chain refuses does not happen; it is mined as a failed transaction.
    await wallet.sendTransaction({ account: from, gas: GAS, ...call }).catch(() => {})
  }

  const create = async (): Promise<void> => {
    const { timestamp: now } = await client.getBlock()
    const organizer = random.pick(people)
    const doorsAt = now + 24n * HOUR
    const name = `Chaos ${++salt}`
    const times = { doorsAt, endsAt: doorsAt + 6n * HOUR, cutOffAt: doorsAt - HOUR, reissueDelay: 60 }
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
    known.events.push(await client.readContract(call))
    if (known.events.length > MOST_EVENTS) known.events.shift()
    const data = encodeFunctionData({ abi: usherFactoryAbi, functionName: 'createEvent', args })
    await send({ from: organizer, to: followed.factory, data })
  }

  const act = async (): Promise<void> => {
    const event = known.events.length > 0 ? random.pick(known.events) : undefined
    if (!event || random.chance(0.06)) {
      await create()
      // The first tickets are sold in the block of their event's creation.
      const created = known.events.at(-1)
      if (created) await send(buy(created, known))
      return
    }
    const owner = await client
      .readContract({ address: event, abi: usherEventAbi, functionName: 'owner' })
      .catch(() => undefined)
    const { timestamp: now } = await client.getBlock()
    const choose = random.pick(ACTS)
    await send(await choose(event, { ...known, client, organizer: owner ?? random.pick(people), now }))
  }

  return {
    client: client as PublicClient,
    live: async (blocks) => {
      for (let block = 0; block < blocks; block++) {
        for (let acts = random.between(0, 4); acts > 0; acts--) await act()
        await control.mine({ blocks: 1 })
      }
    },
    mine: () => control.mine({ blocks: 1 }),
    replace: (depth) => control.request({ method: 'anvil_reorg', params: [depth, []] } as never),
    drop: (depth) => control.request({ method: 'anvil_rollback', params: [depth] } as never),
  }
}

function tierOf(now: bigint, transferPolicy: number) {
  return {
    name: `Tier of ${now}`,
    price: PRICE,
    supply: 10_000,
    saleStartsAt: now - HOUR,
    saleEndsAt: now + 20n * HOUR,
    perPayer: 0,
    transferPolicy,
    resaleCapBps: 11_000,
    royaltyBps: 500,
  }
}

type Stage = Known & { readonly client: PublicClient; readonly organizer: Address; readonly now: bigint }
type Act = (event: Address, stage: Stage) => Sending | Promise<Sending>

function buy(to: Address, { random, people }: Known): Sending {
  const from = random.pick(people)
  const count = random.between(1, 3)
  const args = [random.between(1, 2), BigInt(count), random.pick(people), PRICE] as const
  const data = encodeFunctionData({ abi: usherEventAbi, functionName: 'buy', args })
  return { from, to, data, value: PRICE * BigInt(count) }
}

/** Moves a ticket from whoever has it. */
const give: Act = async (to, { client, random, people }) => {
  const tokenId = anyTicket(random)
  const from = await client
    .readContract({ address: to, abi: usherEventAbi, functionName: 'ownerOf', args: [tokenId] })
    .catch(() => random.pick(people))
  const args = [from, random.pick(people), tokenId] as const
  return { from, to, data: encodeFunctionData({ abi: usherEventAbi, functionName: 'transferFrom', args }) }
}

/** An act of the organizer's. */
function office(encode: (stage: Stage) => Hex): Act {
  return (to, stage) => ({ from: stage.organizer, to, data: encode(stage) })
}

const encode = encodeFunctionData<typeof usherEventAbi>

/** What may happen, more often what happens more often. */
const ACTS: readonly Act[] = [
  ...[buy, buy, buy, give, give, give, give],
  office(({ random, people }) => {
    const args = [1, random.pick(people), BigInt(random.between(1, 3))] as const
    return encode({ abi: usherEventAbi, functionName: 'mint', args })
  }),
  office(({ random, people }) => {
    const recipients = Array.from({ length: random.between(1, 12) }, () => random.pick(people))
    return encode({ abi: usherEventAbi, functionName: 'airdrop', args: [1, recipients] })
  }),
  office(({ random }) =>
    encode({ abi: usherEventAbi, functionName: 'voidTickets', args: [[anyTicket(random)]] }),
  ),
  async (to, { client, random, people }) => {
    const tokenId = anyTicket(random)
    const from = await client
      .readContract({ address: to, abi: usherEventAbi, functionName: 'ownerOf', args: [tokenId] })
      .catch(() => random.pick(people))
    return { from, to, data: encode({ abi: usherEventAbi, functionName: 'refund', args: [[tokenId], from] }) }
  },
  office(({ random, people }) => {
    const args = [random.pick(ROLES), random.pick(people)] as const
    return encode({ abi: usherEventAbi, functionName: 'grantRole', args })
  }),
  office(({ random, people }) => {
    const args = [random.pick(ROLES), random.pick(people)] as const
    return encode({ abi: usherEventAbi, functionName: 'revokeRole', args })
  }),
  office(() => encode({ abi: usherEventAbi, functionName: 'pauseSales' })),
  office(() => encode({ abi: usherEventAbi, functionName: 'resumeSales' })),
  office(({ now }) =>
    encode({ abi: usherEventAbi, functionName: 'addTier', args: [tierOf(now, Number(now % 4n))] }),
  ),
  office(({ random }) => {
    const args = [`https://usher.example/${random.between(0, 999)}.json`] as const
    return encode({ abi: usherEventAbi, functionName: 'changeContractURI', args })
  }),
  office(({ now, random }) => {
    const doorsAt = now + BigInt(random.between(20, 30)) * HOUR
    const args = [doorsAt, doorsAt + 8n * HOUR, doorsAt - HOUR] as const
    return encode({ abi: usherEventAbi, functionName: 'changeTimes', args })
  }),
  office(({ random, people }) =>
    encode({ abi: usherEventAbi, functionName: 'transferOwnership', args: [random.pick(people)] }),
  ),
  (to, { random, people }) => ({
    from: random.pick(people),
    to,
    data: encode({ abi: usherEventAbi, functionName: 'acceptOwnership' }),
  }),
  office(({ random }) =>
    random.chance(0.1)
      ? encode({ abi: usherEventAbi, functionName: 'cancelEvent' })
      : encode({ abi: usherEventAbi, functionName: 'resumeSales' }),
  ),
]

function anyTicket(random: Random): bigint {
  return composeTokenId(random.between(1, 2), random.between(1, REACH))
}
