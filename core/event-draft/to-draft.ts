import { formatUnits } from 'viem'
import type { Tier } from '../api/event.ts'
import { formatLocalTime } from '../time-zone.ts'
import type { TierDraft } from './draft.ts'

type Reading = { readonly timeZone: string; readonly decimals: number }

/**
 * A tier of the contract as an organizer would have typed it, to be changed: times in the event's zone and to the minute,
 * the price in whole coins. One that is neither sold nor has a price has an empty price, as a new one that is only given
 * out.
 */
export function toTierDraft(tier: Tier, { timeZone, decimals }: Reading): TierDraft {
  const isSold = tier.price !== '0' || tier.saleStartsAt !== tier.saleEndsAt
  const local = (instant: string) => (isSold ? formatLocalTime(Date.parse(instant), timeZone) : '')
  return {
    name: tier.name,
    price: isSold ? formatUnits(BigInt(tier.price), decimals) : '',
    supply: String(tier.supply),
    saleStartsAt: local(tier.saleStartsAt),
    saleEndsAt: local(tier.saleEndsAt),
    perPayer: tier.perPayer === 0 ? '' : String(tier.perPayer),
    transferPolicy: tier.transferPolicy,
    resaleCap: String(tier.resaleCapBps / 100),
    royalty: String(tier.royaltyBps / 100),
  }
}
