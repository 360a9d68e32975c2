import type { Address, ContractFunctionArgs, Hash } from 'viem'
import { getContract, parseEther, parseEventLogs, zeroAddress, zeroHash } from 'viem'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { usherFactoryAbi } from '#core/chain/abi/usher-factory.ts'
import { deployWith } from '#scripts/deploy.ts'
import type { TestChain, Wallet } from './local-chain.ts'

type CreateEventArgs = ContractFunctionArgs<typeof usherFactoryAbi, 'nonpayable', 'createEvent'>
export type EventSettings = CreateEventArgs[0]
export type TierSettings = CreateEventArgs[1][number]

/** The contract's `TransferPolicy`, by its words. */
export const policy = { open: 0, gift: 1, market: 2, bound: 3 } as const

/** The contract's `EventStatus`, by its words. */
export const status = { selling: 0, ended: 1, settled: 2, canceled: 3, refunding: 4 } as const

/** The ids of the tiers that {@link createEvent} makes. */
export const tier = { open: 1, gift: 2, market: 3, bound: 4, free: 5 } as const

export const HOUR = 3_600n
export const DAY = 24n * HOUR

/** What a ticket of the tiers with a price costs. */
export const PRICE = parseEther('0.1')

/** A factory on a chain, the wallets of a test, and settings that pass every check. */
export async function openStage(chain: TestChain) {
  const { factory: address } = await deployWith(chain.transport)
  const start = BigInt(await chain.time.latest()) + DAY
  await chain.time.increaseTo(start)

  const [deployer, organizer, minter, gate, guest, friend, stranger] = [0, 1, 2, 3, 4, 5, 6].map(
    chain.wallet,
  ) as [Wallet, Wallet, Wallet, Wallet, Wallet, Wallet, Wallet]
  const factoryAs = (wallet: Wallet) =>
    getContract({ address, abi: usherFactoryAbi, client: { public: chain.client, wallet } })
  const renderer = await factoryAs(organizer).read.renderer()

  /** Doors in ten days, cut-off an hour before, end six hours after. */
  const settings: EventSettings = {
    name: 'Night of the Owls',
    symbol: 'OWLS',
    organizer: organizer.account.address,
    currency: zeroAddress,
    doorsAt: start + 10n * DAY,
    endsAt: start + 10n * DAY + 6n * HOUR,
    cutOffAt: start + 10n * DAY - HOUR,
    reissueDelay: 86_400,
    renderer,
    contractURI: 'https://usher.example/owls.json',
  }

  /** On sale from now until doors. */
  const standing: TierSettings = {
    name: 'Standing',
    price: PRICE,
    supply: 500,
    saleStartsAt: start,
    saleEndsAt: settings.doorsAt,
    perPayer: 0,
    transferPolicy: policy.open,
    resaleCapBps: 11_000,
    royaltyBps: 500,
  }
  return {
    start,
    factory: address,
    factoryAs,
    settings,
    standing,
    deployer,
    organizer,
    minter,
    gate,
    guest,
    friend,
    stranger,
  }
}

export type Stage = Awaited<ReturnType<typeof openStage>>

/** One tier per transfer policy, ids 1 to 4 in the order of the policies, and a free one, id 5. */
export function tiersOf(standing: TierSettings): readonly TierSettings[] {
  return [
    standing,
    { ...standing, name: 'Gift', transferPolicy: policy.gift },
    { ...standing, name: 'Market', transferPolicy: policy.market },
    { ...standing, name: 'Bound', transferPolicy: policy.bound },
    { ...standing, name: 'Free', price: 0n },
  ]
}

/** An event with the tiers of {@link tiersOf}; override what a test is about. */
export async function createEvent(
  chain: TestChain,
  changes: { settings?: Partial<EventSettings>; standing?: Partial<TierSettings> } = {},
) {
  const stage = await openStage(chain)
  const settings = { ...stage.settings, ...changes.settings }
  const tiers = tiersOf({ ...stage.standing, ...changes.standing })
  const hash = await stage.factoryAs(stage.organizer).write.createEvent([settings, tiers, zeroHash])
  const { logs } = await chain.client.waitForTransactionReceipt({ hash })
  const [created] = parseEventLogs({ abi: usherFactoryAbi, eventName: 'EventCreated', logs })
  if (!created) throw new Error('No event was created')
  const address = created.args.eventContract

  /** The event as one wallet sees it. */
  const as = (wallet: Wallet) =>
    getContract({ address, abi: usherEventAbi, client: { public: chain.client, wallet } })

  /** Buys tickets for the wallet itself at what they cost. */
  const buy = (wallet: Wallet, tierId: number, count = 1n) => {
    const price = tiers[tierId - 1]?.price ?? 0n
    return as(wallet).write.buy([tierId, count, wallet.account.address, price], { value: price * count })
  }

  return { ...stage, settings, tiers, address, as, buy, read: as(stage.stranger).read }
}

export type TestEvent = Awaited<ReturnType<typeof createEvent>>

/** The event's logs of a transaction, decoded, in their order. */
export async function logsOf(chain: TestChain, sent: Promise<Hash>) {
  const { logs } = await chain.client.waitForTransactionReceipt({ hash: await sent })
  return parseEventLogs({ abi: usherEventAbi, logs }).map(({ eventName, args }) => ({
    eventName,
    args: args ?? {},
  }))
}

/** Addresses that nobody has used and that belong to nobody, each another one. */
export function freshAddresses(count: number): Address[] {
  return Array.from(
    { length: count },
    (_, i): Address => `0x${'f0'.repeat(16)}${(0xf0f0f0f1 + i).toString(16)}`,
  )
}
