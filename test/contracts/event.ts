import type { Address, ContractFunctionArgs, Hex } from 'viem'
import { getContract, parseEther, parseEventLogs, zeroAddress, zeroHash } from 'viem'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { usherFactoryAbi } from '#core/chain/abi/usher-factory.ts'
import { deployWith } from '#scripts/deploy.ts'
import type { TestChain, Wallet } from './chain.ts'

type CreateArgs = ContractFunctionArgs<typeof usherFactoryAbi, 'nonpayable', 'createEvent'>
export type EventSettings = CreateArgs[0]
export type TierSettings = CreateArgs[1][number]

/** The contract's `TransferPolicy`, by its words. */
export const policy = { open: 0, gift: 1, market: 2, bound: 3 } as const

/** The contract's `EventStatus`, by its words. */
export const status = { selling: 0, ended: 1, settled: 2, canceled: 3, refunding: 4 } as const

export const HOUR = 3_600n
export const DAY = 24n * HOUR

/** A tier on sale until doors at 0.1 coins; override what a test is about. */
export function tierSettings(start: bigint, changes: Partial<TierSettings> = {}): TierSettings {
  return {
    name: 'Standing',
    price: parseEther('0.1'),
    supply: 500,
    saleStartsAt: start,
    saleEndsAt: start + 10n * DAY,
    perPayer: 0,
    transferPolicy: policy.open,
    resaleCapBps: 11_000,
    royaltyBps: 500,
    ...changes,
  }
}

/**
 * An event with one tier per transfer policy, ids 1 to 4 in the order of the policies, and one free tier, id 5.
 * Doors in ten days, cut-off an hour before, end six hours after.
 */
export async function createEvent(
  chain: TestChain,
  changes: Partial<EventSettings> = {},
  tierChanges: Partial<TierSettings> = {},
) {
  const { factory } = await deployWith(chain.transport)
  const start = BigInt(await chain.time.latest()) + DAY
  await chain.time.increaseTo(start)

  const wallets = {
    organizer: chain.wallet(1),
    minter: chain.wallet(2),
    gate: chain.wallet(3),
    guest: chain.wallet(4),
    friend: chain.wallet(5),
    stranger: chain.wallet(6),
  }
  const renderer = await chain.client.readContract({
    address: factory,
    abi: usherFactoryAbi,
    functionName: 'renderer',
  })
  const settings: EventSettings = {
    name: 'Night of the Owls',
    symbol: 'OWLS',
    organizer: wallets.organizer.account.address,
    currency: zeroAddress,
    doorsAt: start + 10n * DAY,
    endsAt: start + 10n * DAY + 6n * HOUR,
    cutOffAt: start + 10n * DAY - HOUR,
    reissueDelay: 86_400,
    renderer,
    contractURI: 'https://usher.example/owls.json',
    ...changes,
  }
  const tiers = [
    tierSettings(start, { ...tierChanges }),
    tierSettings(start, { name: 'Gift', transferPolicy: policy.gift, ...tierChanges }),
    tierSettings(start, { name: 'Market', transferPolicy: policy.market, ...tierChanges }),
    tierSettings(start, { name: 'Bound', transferPolicy: policy.bound, ...tierChanges }),
    tierSettings(start, { name: 'Free', price: 0n, ...tierChanges }),
  ]
  const hash = await wallets.organizer.writeContract({
    address: factory,
    abi: usherFactoryAbi,
    functionName: 'createEvent',
    args: [settings, tiers, zeroHash],
  })
  const receipt = await chain.client.waitForTransactionReceipt({ hash })
  const [created] = parseEventLogs({ abi: usherFactoryAbi, eventName: 'EventCreated', logs: receipt.logs })
  if (!created) throw new Error('No event was created')
  const address = created.args.eventContract

  /** The event as one wallet sees it. */
  const as = (wallet: Wallet) =>
    getContract({ address, abi: usherEventAbi, client: { public: chain.client, wallet } })

  /** The event's logs of one transaction, decoded, with the names of the logs. */
  const logsOf = async (sent: Promise<Hex>) => {
    const { logs } = await chain.client.waitForTransactionReceipt({ hash: await sent })
    return parseEventLogs({ abi: usherEventAbi, logs }).map(({ eventName, args }) => ({ eventName, args }))
  }

  return {
    address,
    factory,
    renderer,
    settings,
    tiers,
    start,
    as,
    logsOf,
    read: as(wallets.stranger).read,
    ...wallets,
  }
}

export type TestEvent = Awaited<ReturnType<typeof createEvent>>

/** Addresses that hold nothing and belong to nobody, for tests of many recipients. */
export function strangers(count: number): Address[] {
  return Array.from({ length: count }, (_, i) => `0x${(i + 1).toString(16).padStart(40, '7')}` as Address)
}
