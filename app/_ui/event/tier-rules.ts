import type { Event, Tier } from '#core/api/event.ts'
import type en from '../words/en.ts'
import type { Format } from '../words/format.ts'
import type { Talk } from '../words/talk.ts'

type Speech = { readonly t: Talk<typeof en>; readonly format: Format }

/** A tier's rules in plain words, the ones that matter most to a buyer first. */
export function tierRules(
  tier: Pick<Tier, 'transferPolicy' | 'resaleCapBps' | 'royaltyBps' | 'perPayer'>,
  event: Pick<Event, 'cutOffAt' | 'timeZone'>,
  { t, format }: Speech,
): readonly string[] {
  const { transferPolicy, resaleCapBps, royaltyBps, perPayer } = tier
  const limit = perPayer === 0 ? [] : [t('rules.perPayer', { number: perPayer })]
  if (transferPolicy === 'bound') return [t('rules.bound'), ...limit]
  return [
    t(`rules.${transferPolicy}`, { cap: format.share(resaleCapBps) }),
    t('rules.cutOff', { moment: format.moment(event.cutOffAt, event.timeZone) }),
    ...(royaltyBps === 0 ? [] : [t('rules.royalty', { share: format.share(royaltyBps) })]),
    ...limit,
  ]
}
