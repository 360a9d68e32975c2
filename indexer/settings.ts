import { type Address, type Hex, zeroAddress } from 'viem'
import { CONTRACT_ROLES } from '#core/chain/contract-roles.ts'
import type { EventRecord, RoleRecord, TierRecord } from './changes.ts'
import type { ArgsOf } from './logs.ts'

/** What the contract says in its logs, in the words of the mirror. */

type EventSettings = ArgsOf<'EventConfigured'>['settings']
type TierSettings = ArgsOf<'TierConfigured'>['settings']

/** The contract's `TransferPolicy`, by its number. */
const TRANSFER_POLICIES = ['open', 'gift', 'market', 'bound'] as const

const ROLES: ReadonlyMap<Hex, RoleRecord['role']> = new Map([
  [CONTRACT_ROLES.minter, 'minter'],
  [CONTRACT_ROLES.gate, 'gate'],
])

export function toEvent(
  settings: EventSettings,
  created: { readonly blockNumber: bigint; readonly at: Date },
): EventRecord {
  const { currency } = settings
  return {
    name: toText(settings.name),
    symbol: toText(settings.symbol),
    organizer: toAddress(settings.organizer),
    currency: currency === zeroAddress ? null : toAddress(currency),
    ...toTimes(settings),
    reissueDelay: settings.reissueDelay,
    renderer: toAddress(settings.renderer),
    contractUri: toText(settings.contractURI),
    status: 'active',
    isSalesPaused: false,
    isMoved: false,
    createdBlock: created.blockNumber,
    createdAt: created.at,
  }
}

export function toTimes(times: ArgsOf<'TimesChanged'>): Pick<EventRecord, 'doorsAt' | 'endsAt' | 'cutOffAt'> {
  return { doorsAt: toDate(times.doorsAt), endsAt: toDate(times.endsAt), cutOffAt: toDate(times.cutOffAt) }
}

export function toTier(settings: TierSettings): TierRecord {
  const transferPolicy = TRANSFER_POLICIES[settings.transferPolicy]
  if (!transferPolicy) throw new RangeError(`No transfer policy has the number ${settings.transferPolicy}`)
  return {
    name: toText(settings.name),
    price: settings.price,
    supply: settings.supply,
    saleStartsAt: toDate(settings.saleStartsAt),
    saleEndsAt: toDate(settings.saleEndsAt),
    perPayer: settings.perPayer,
    transferPolicy,
    resaleCapBps: settings.resaleCapBps,
    royaltyBps: settings.royaltyBps,
  }
}

/** The role of a hash that the contract knows it by; undefined for one that means nothing here. */
export function toRole(hash: Hex): RoleRecord['role'] | undefined {
  return ROLES.get(hash)
}

export function toAddress(address: Address): Address {
  return address.toLowerCase() as Address
}

/** U+0000 is the one character that Postgres cannot hold; whoever puts it into a text must not stop the mirror. */
export function toText(text: string): string {
  return text.replaceAll('\0', '\u{fffd}')
}

/** The contract keeps its times below 2^40. */
export function toDate(unixSeconds: bigint): Date {
  return new Date(Number(unixSeconds) * 1_000)
}
