/**
 * Puts two demo events on a local chain: one on sale with doors tomorrow, one with doors open now, with tickets in the
 * wallets of the demo accounts.
 *
 *     RPC_URL=http://127.0.0.1:8545 FACTORY_ADDRESS=0x… node scripts/seed.ts
 *
 * Prints who is who and what there is as JSON.
 */

import type { Address, Hash, Hex, PublicClient } from 'viem'
import { createWalletClient, getContract, http, isAddress, publicActions } from 'viem'
import { hardhat } from 'viem/chains'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { usherFactoryAbi } from '#core/chain/abi/usher-factory.ts'
import { formatEventId } from '#core/event-id.ts'
import { toUnixSeconds } from '#core/time.ts'
import { composeTokenId } from '#core/token-id.ts'
import type { DemoEvent } from './seed/demo-events.ts'
import { demoEvents } from './seed/demo-events.ts'
import { type DemoSigners, getDemoSigner, publishedSigners } from './seed/demo-signers.ts'

/** Who is who, and what there is, on a seeded chain. */
export type Demo = {
  readonly accounts: readonly {
    readonly name: string
    readonly role: string
    readonly address: Address
    readonly privateKey: Hex
  }[]
  readonly events: readonly SeededEvent[]
}

export type SeededEvent = {
  /** `<chainId>:<contract>` */
  readonly eventId: string
  readonly name: string
  readonly doorsAt: Date
  readonly endsAt: Date
  /** the tickets it was given; `holder` is the name of an account */
  readonly tickets: readonly { readonly tokenId: bigint; readonly holder: string }[]
}

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

/** The demo's organizer. */
const ORGANIZER = 'Olga'

/**
 * Creates the demo events and gives out their tickets. What is there already from the same `startedAt` is left as it
 * is, so a second call, or one after a crash in the middle, completes the first.
 *
 * @param startedAt when the chain was started; another start makes other events
 * @param signers whose accounts sign, and have play money there; unless told those that Hardhat publishes
 * @throws unless the chain is local: the accounts that sign may be everybody's
 */
export async function seedDemo(options: {
  rpcUrl: string
  factory: Address
  startedAt: Date
  signers?: DemoSigners
}): Promise<Demo> {
  const { signers = publishedSigners } = options
  const client = openClient(options.rpcUrl)
  if (!LOOPBACK.includes(new URL(options.rpcUrl).hostname) || (await client.getChainId()) !== hardhat.id) {
    throw new Error(`The demo events are for a local chain with the id ${hardhat.id} only`)
  }
  const renderer = await client.readContract({
    address: options.factory,
    abi: usherFactoryAbi,
    functionName: 'renderer',
  })
  const startedAt = BigInt(toUnixSeconds(options.startedAt))

  const events: SeededEvent[] = []
  for (const event of demoEvents(getDemoSigner(ORGANIZER, signers).address, renderer, startedAt)) {
    const address = await createOnce(client, options.factory, signers, event)
    const tickets = await grantOnce(client, address, signers, event)
    const [{ name, doorsAt, endsAt }] = event.create
    events.push({
      eventId: formatEventId({ chainId: hardhat.id, contract: address }),
      name,
      doorsAt: new Date(Number(doorsAt) * 1_000),
      endsAt: new Date(Number(endsAt) * 1_000),
      tickets,
    })
  }
  const accounts = signers.accounts.map(({ name, role, address, privateKey }) => ({
    name,
    role,
    address,
    privateKey,
  }))
  return { accounts, events }
}

type Client = ReturnType<typeof openClient>

function openClient(rpcUrl: string) {
  return createWalletClient({ chain: hardhat, transport: http(rpcUrl), pollingInterval: 50 }).extend(
    publicActions,
  )
}

/** The event's address, after creating it there unless it exists. */
async function createOnce(
  client: Client,
  factory: Address,
  signers: DemoSigners,
  { create }: DemoEvent,
): Promise<Address> {
  const { account, address: organizer } = getDemoSigner(ORGANIZER, signers)
  const contract = getContract({ address: factory, abi: usherFactoryAbi, client })
  const address = await contract.read.predictEvent([organizer, ...create])
  if (!(await client.getCode({ address }))) {
    await confirm(client, contract.write.createEvent(create, { account }))
  }
  return address
}

/** Gives out the tickets that were not given out yet; the tiers' counters tell. Answers all of them. */
async function grantOnce(
  client: Client,
  address: Address,
  signers: DemoSigners,
  { create, grants }: DemoEvent,
) {
  const contract = getContract({ address, abi: usherEventAbi, client })
  const given = new Map<number, number>()
  const tickets: SeededEvent['tickets'][number][] = []

  for (const { tierId, to, count, how } of grants) {
    const before = given.get(tierId) ?? 0
    given.set(tierId, before + count)
    for (let number = before + 1; number <= before + count; number++) {
      tickets.push({ tokenId: composeTokenId(tierId, number), holder: to })
    }

    const [, issued] = await contract.read.tier([tierId])
    if (issued >= before + count) continue
    const holder = getDemoSigner(to, signers)
    if (how === 'minted') {
      const { account } = getDemoSigner(ORGANIZER, signers)
      await confirm(client, contract.write.mint([tierId, holder.address, BigInt(count)], { account }))
    } else {
      const price = create[1][tierId - 1]?.price ?? 0n
      const args = [tierId, BigInt(count), holder.address, price] as const
      await confirm(
        client,
        contract.write.buy(args, { account: holder.account, value: price * BigInt(count) }),
      )
    }
  }
  return tickets
}

async function confirm(
  client: Pick<PublicClient, 'waitForTransactionReceipt'>,
  sent: Promise<Hash>,
): Promise<void> {
  const hash = await sent
  const { status } = await client.waitForTransactionReceipt({ hash })
  if (status !== 'success') throw new Error(`The transaction ${hash} failed`)
}

if (import.meta.main) {
  const { RPC_URL: rpcUrl, FACTORY_ADDRESS: factory } = process.env
  if (!rpcUrl || !factory || !isAddress(factory)) throw new Error('Set RPC_URL and FACTORY_ADDRESS')
  const demo = await seedDemo({ rpcUrl, factory, startedAt: new Date() })
  console.log(JSON.stringify(demo, (_, value) => (typeof value === 'bigint' ? value.toString() : value), 2))
}
