import { type Address, isAddress, parseUnits } from 'viem'
import type { TransferPolicy } from '../api/event.ts'
import { MOST_DECIMALS } from '../coin.ts'
import type { UnixMs } from '../time.ts'
import { isTimeZone, parseLocalTime } from '../time-zone.ts'
import type { EventDraft, TierDraft } from './draft.ts'

/** What is wrong with a field: the closed set, one sentence each. */
export type DraftFault =
  | 'required'
  | 'too_long'
  | 'name_characters'
  | 'zone_unknown'
  | 'time_unreadable'
  | 'time_passed'
  | 'time_too_late'
  | 'ends_before_doors'
  | 'sale_ends_before_start'
  | 'price_unreadable'
  | 'count_out_of_range'
  | 'limit_out_of_range'
  | 'cap_out_of_range'
  | 'royalty_out_of_range'
  | 'no_tier'
  | 'currency_no_address'
  | 'currency_unknown'

/** Faults by the field they stand beside: `title`, `doorsAt`, `tiers.0.price`. */
export type DraftFaults = Readonly<Record<string, DraftFault>>

/** A tier as the contract takes it. */
export type CheckedTier = {
  readonly name: string
  readonly price: bigint
  readonly supply: number
  readonly saleStartsAt: UnixMs
  readonly saleEndsAt: UnixMs
  readonly perPayer: number
  readonly transferPolicy: TransferPolicy
  readonly resaleCapBps: number
  readonly royaltyBps: number
}

/** An event that the contract would take. */
export type CheckedEvent = {
  readonly title: string
  readonly name: string
  readonly symbol: string
  readonly venue: string
  readonly about: string
  readonly timeZone: string
  readonly doorsAt: UnixMs
  readonly endsAt: UnixMs
  readonly cutOffAt: UnixMs
  readonly reissueSeconds: number
  /** ERC-20 contract; null: the chain's native coin */
  readonly currency: Address | null
  readonly tiers: readonly CheckedTier[]
}

export type DraftCheck =
  | { readonly event: CheckedEvent; readonly faults?: undefined }
  | { readonly faults: DraftFaults; readonly event?: undefined }

/** What prices are in. */
export type Pricing = {
  /** ERC-20 contract; null: the chain's native coin */
  readonly currency: Address | null
  readonly decimals: number
}

export type Circumstances = {
  readonly now: UnixMs
  /** undefined: nobody has asked the token yet, or it has not said how its amounts are written */
  readonly pricing: Pricing | undefined
}

const MINUTE_MS = 60_000
/** Times on chain are below 2^32 seconds. */
const LAST_TIME_MS = (2 ** 32 - 1) * 1000
const LAST_COUNT = 999_999
const LAST_PRICE = 2n ** 128n - 1n

/**
 * Checks a draft by the contract's own rules, so that nothing is sent that it would refuse; every field that is wrong is
 * named, with one fault. `IEventOffice.initialize` and `addTier` are where the rules stand.
 */
export function checkEventDraft(draft: EventDraft, around: Circumstances): DraftCheck {
  const faults: Record<string, DraftFault> = {}
  const zone = isTimeZone(draft.timeZone) ? draft.timeZone : undefined
  if (zone === undefined) faults.timeZone = 'zone_unknown'
  checkText(faults, 'title', draft.title, 120)
  if (draft.venue.trim().length > 200) faults.venue = 'too_long'
  if (draft.about.trim().length > 4000) faults.about = 'too_long'
  const doorsAt = readTime(faults, 'doorsAt', draft.doorsAt, zone)
  const endsAt = readTime(faults, 'endsAt', draft.endsAt, zone)
  if (endsAt !== undefined && !(around.now < endsAt)) faults.endsAt = 'time_passed'
  if (doorsAt !== undefined && endsAt !== undefined && !(doorsAt < endsAt))
    faults.endsAt = 'ends_before_doors'
  const { now, pricing } = around
  if (!pricing)
    faults.currency = isAddress(draft.currency.trim()) ? 'currency_unknown' : 'currency_no_address'
  if (draft.tiers.length === 0) faults.tiers = 'no_tier'
  const decimals = pricing?.decimals
  const tiers = draft.tiers.map((tier, index) =>
    checkTierDraft(tier, { now, decimals, zone, doorsAt }, (field, fault) => {
      faults[`tiers.${index}.${field}`] = fault
    }),
  )
  const isFaulty = Object.keys(faults).length > 0
  if (isFaulty || !pricing || zone === undefined || doorsAt === undefined || endsAt === undefined) {
    return { faults }
  }
  return {
    event: {
      title: draft.title.trim(),
      name: toContractName(draft.title),
      symbol: toSymbol(draft.title),
      venue: draft.venue.trim(),
      about: draft.about.trim(),
      timeZone: zone,
      doorsAt,
      endsAt,
      cutOffAt: doorsAt - draft.cutOffMinutes * MINUTE_MS,
      reissueSeconds: draft.reissueHours * 3600,
      currency: pricing.currency,
      tiers: tiers.filter((tier) => tier !== undefined),
    },
  }
}

type TierSurroundings = {
  readonly now: UnixMs
  /** decimals of the coin that prices are typed in; undefined: not known yet */
  readonly decimals: number | undefined
  readonly zone: string | undefined
  readonly doorsAt: UnixMs | undefined
}

/** Checks one tier. Undefined if something about it is wrong, which `onFault` was told. */
export function checkTierDraft(
  tier: TierDraft,
  { now, decimals, zone, doorsAt }: TierSurroundings,
  onFault: (field: keyof TierDraft, fault: DraftFault) => void,
): CheckedTier | undefined {
  const faults: Record<string, DraftFault> = {}
  checkText(faults, 'name', tier.name, 64)
  if (!faults.name && toContractName(tier.name) !== tier.name.trim()) faults.name = 'name_characters'
  const isSold = tier.price.trim() !== ''
  const price = isSold ? readPrice(tier.price, decimals) : 0n
  if (price === undefined) faults.price = 'price_unreadable'
  const supply = readCount(tier.supply, 1)
  if (supply === undefined) faults.supply = 'count_out_of_range'
  const perPayer = tier.perPayer.trim() === '' ? 0 : readCount(tier.perPayer, 0)
  if (perPayer === undefined) faults.perPayer = 'limit_out_of_range'
  const resaleCapBps = readBps(tier.resaleCap, 1_000_000)
  if (resaleCapBps === undefined) faults.resaleCap = 'cap_out_of_range'
  const royaltyBps = readBps(tier.royalty, 1_000)
  if (royaltyBps === undefined) faults.royalty = 'royalty_out_of_range'
  const saleStartsAt =
    tier.saleStartsAt === '' ? now : readTime(faults, 'saleStartsAt', tier.saleStartsAt, zone)
  const saleEndsAt = tier.saleEndsAt === '' ? doorsAt : readTime(faults, 'saleEndsAt', tier.saleEndsAt, zone)
  if (isSold && saleStartsAt !== undefined && saleEndsAt !== undefined && !(saleStartsAt <= saleEndsAt)) {
    faults.saleEndsAt = 'sale_ends_before_start'
  }
  for (const [field, fault] of Object.entries(faults)) onFault(field as keyof TierDraft, fault)
  if (
    Object.keys(faults).length > 0 ||
    price === undefined ||
    supply === undefined ||
    perPayer === undefined ||
    resaleCapBps === undefined ||
    royaltyBps === undefined ||
    saleStartsAt === undefined ||
    saleEndsAt === undefined
  ) {
    return undefined
  }
  const rules = { transferPolicy: tier.transferPolicy, resaleCapBps, royaltyBps }
  // a sale without length is none: such tickets are given out by the organizer
  const sale = isSold ? { saleStartsAt, saleEndsAt } : { saleStartsAt: 0, saleEndsAt: 0 }
  return { name: tier.name.trim(), price, supply, ...sale, perPayer, ...rules }
}

/** Contract names have no marks that a page or a graphic could take for its own, and at most 64 bytes. */
export function toContractName(title: string): string {
  const plain = title
    .trim()
    .replaceAll('&', '+')
    .replaceAll(/["']/g, '’')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what a name must not hold
    .replaceAll(/[<>\\\u0000-\u001f\u007f]/g, ' ')
  let name = ''
  for (const character of plain) {
    if (new TextEncoder().encode(name + character).length > 64) break
    name += character
  }
  return name.trim()
}

/** A short name for wallets: the capitals and digits of the title, else its first letters. */
export function toSymbol(title: string): string {
  const letters = title.normalize('NFKD').replaceAll(/[^A-Za-z0-9 ]/g, '')
  const initials = letters
    .split(' ')
    .map((word) => word.slice(0, 1))
    .join('')
  const symbol = initials.length > 1 ? initials : letters.replaceAll(' ', '')
  return symbol.slice(0, 8).toUpperCase() || 'TICKET'
}

function checkText(faults: Record<string, DraftFault>, field: string, text: string, most: number): void {
  if (text.trim() === '') faults[field] = 'required'
  else if (text.trim().length > most) faults[field] = 'too_long'
}

function readTime(
  faults: Record<string, DraftFault>,
  field: string,
  text: string,
  zone: string | undefined,
): UnixMs | undefined {
  if (text === '') {
    faults[field] = 'required'
    return undefined
  }
  if (zone === undefined) return undefined
  const at = parseLocalTime(text, zone)
  if (at === undefined) faults[field] = 'time_unreadable'
  else if (!(at > 0 && at <= LAST_TIME_MS)) faults[field] = 'time_too_late'
  return at
}

function readPrice(text: string, decimals: number | undefined): bigint | undefined {
  const most = decimals ?? MOST_DECIMALS
  const typed = text.trim().replace(',', '.')
  const [, fraction = ''] = typed.split('.')
  if (!/^\d+(\.\d+)?$/.test(typed) || fraction.length > most) return undefined
  const price = parseUnits(typed, most)
  // how much it comes to is known with the coin's decimals only
  return decimals === undefined || price <= LAST_PRICE ? price : undefined
}

function readCount(text: string, least: number): number | undefined {
  if (!/^\d{1,7}$/.test(text.trim())) return undefined
  const count = Number(text)
  return count >= least && count <= LAST_COUNT ? count : undefined
}

/** Per cent with up to two places, as basis points. */
function readBps(text: string, most: number): number | undefined {
  const typed = text.trim().replace(',', '.')
  if (!/^\d+(\.\d{1,2})?$/.test(typed)) return undefined
  const bps = Math.round(Number(typed) * 100)
  return bps <= most ? bps : undefined
}
