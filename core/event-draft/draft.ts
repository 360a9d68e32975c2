import { z } from 'zod'
import { transferPolicy } from '../api/event.ts'

/** A tier as an organizer types it: texts, until they are checked. */
const tierDraft = z.object({
  name: z.string(),
  /** in whole coins, like `0.05`; empty: not sold, only given out */
  price: z.string(),
  supply: z.string(),
  /** local times; empty: at once, and until doors */
  saleStartsAt: z.string(),
  saleEndsAt: z.string(),
  /** empty: as many as one likes */
  perPayer: z.string(),
  transferPolicy,
  /** per cent of the price */
  resaleCap: z.string(),
  /** per cent of a resale */
  royalty: z.string(),
})
export type TierDraft = z.infer<typeof tierDraft>

/** An event as an organizer types it, and as it waits in his browser until it is signed. */
export const eventDraft = z.object({
  title: z.string(),
  venue: z.string(),
  about: z.string(),
  timeZone: z.string(),
  /** local times, like `2027-06-12T19:30` */
  doorsAt: z.string(),
  endsAt: z.string(),
  /** how many minutes before doors nothing moves any more */
  cutOffMinutes: z.int().min(0),
  /** hours in which a holder can refuse a reissue; 0: tickets are never reissued */
  reissueHours: z.int().min(0).max(720),
  /** the chain's own coin, or the ERC-20 whose address is typed in `currency` */
  paidIn: z.enum(['native', 'token']).default('native'),
  currency: z.string().default(''),
  tiers: z.array(tierDraft),
})
export type EventDraft = z.infer<typeof eventDraft>

/** A tier that is like most. */
export function newTierDraft(): TierDraft {
  return {
    name: '',
    price: '',
    supply: '100',
    saleStartsAt: '',
    saleEndsAt: '',
    perPayer: '',
    transferPolicy: 'open',
    resaleCap: '110',
    royalty: '0',
  }
}

/** An empty sheet. */
export function newEventDraft(timeZone: string): EventDraft {
  return {
    title: '',
    venue: '',
    about: '',
    timeZone,
    doorsAt: '',
    endsAt: '',
    cutOffMinutes: 0,
    reissueHours: 24,
    paidIn: 'native',
    currency: '',
    tiers: [newTierDraft()],
  }
}
