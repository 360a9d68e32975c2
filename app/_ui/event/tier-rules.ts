import type { Event, Tier, TransferPolicy } from '#core/api/event.ts'
import { formatMoment } from '../time/event-time.ts'

type Resale = { readonly cap: string }

const TRANSFER: Record<TransferPolicy, (resale: Resale) => string> = {
  open: ({ cap }) => `You may pass it on as you like; resale here up to ${cap} of the price.`,
  gift: ({ cap }) => `You may give it away yourself; resale only here, up to ${cap} of the price.`,
  market: ({ cap }) => `It cannot be given away; resale only here, up to ${cap} of the price.`,
  bound: () => 'It stays with the wallet that got it: no giving away, no resale.',
}

/** A tier's rules in plain words, the ones that matter most to a buyer first. */
export function tierRules(tier: Tier, event: Pick<Event, 'cutOffAt' | 'timeZone'>): readonly string[] {
  const isBound = tier.transferPolicy === 'bound'
  return [
    TRANSFER[tier.transferPolicy]({ cap: formatBps(tier.resaleCapBps) }),
    ...(isBound ? [] : [`Nothing moves after ${formatMoment(event.cutOffAt, event.timeZone)}.`]),
    ...(isBound || tier.royaltyBps === 0
      ? []
      : [`${formatBps(tier.royaltyBps)} of a resale goes to the organizer.`]),
    ...(tier.perPayer === 0 ? [] : [`Up to ${tier.perPayer} per wallet.`]),
  ]
}

function formatBps(bps: number): string {
  return `${bps / 100} %`
}
