import { type Address, type ContractFunctionArgs, type Hex, zeroAddress } from 'viem'
import type { TransferPolicy } from '../api/event.ts'
import type { usherFactoryAbi } from '../chain/abi/usher-factory.ts'
import { toUnixSeconds, type UnixMs } from '../time.ts'
import type { CheckedEvent, CheckedTier } from './check-draft.ts'

/** The contract's `TransferPolicy`, by its place there. */
const POLICIES: Readonly<Record<TransferPolicy, number>> = { open: 0, gift: 1, market: 2, bound: 3 }

export type CreateEventArgs = ContractFunctionArgs<typeof usherFactoryAbi, 'nonpayable', 'createEvent'>
export type TierArgs = CreateEventArgs[1][number]

export type Creation = {
  readonly organizer: Address
  readonly renderer: Address
  /** where the description will be; empty: nowhere */
  readonly contractURI: string
  /** 32 random bytes */
  readonly salt: Hex
}

/** What the factory's `createEvent` is called with for a checked event. */
export function toCreateArgs(event: CheckedEvent, creation: Creation): CreateEventArgs {
  const { organizer, renderer, contractURI, salt } = creation
  const settings = {
    name: event.name,
    symbol: event.symbol,
    organizer,
    currency: event.currency ?? zeroAddress,
    doorsAt: toSeconds(event.doorsAt),
    endsAt: toSeconds(event.endsAt),
    cutOffAt: toSeconds(event.cutOffAt),
    reissueDelay: event.reissueSeconds,
    renderer,
    contractURI,
  }
  return [settings, event.tiers.map(toTierArgs), salt]
}

/** A tier as `createEvent`, `addTier` and `changeTier` take it. */
export function toTierArgs(tier: CheckedTier): TierArgs {
  return {
    ...tier,
    saleStartsAt: toSeconds(tier.saleStartsAt),
    saleEndsAt: toSeconds(tier.saleEndsAt),
    transferPolicy: POLICIES[tier.transferPolicy],
  }
}

function toSeconds(at: UnixMs): bigint {
  return BigInt(toUnixSeconds(at))
}
