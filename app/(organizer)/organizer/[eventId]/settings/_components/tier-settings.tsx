'use client'

import { Lock } from 'lucide-react'
import type { Event, Tier } from '#core/api/event.ts'
import type { Coin } from '#core/coin.ts'
import { toTierArgs } from '#core/event-draft/create-args.ts'
import { toTierDraft } from '#core/event-draft/to-draft.ts'
import { TierFields, TierSaleFields } from '#organizer/_office/tier-fields.tsx'
import { TierMeaning } from '#organizer/_office/tier-meaning.tsx'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Card } from '#ui/card.tsx'
import { useMoney } from '#ui/event/money.ts'
import { callEvent } from '#ui/wallet/contract-call.ts'
import { SendAction } from '#ui/wallet/send-action.tsx'
import { useTierSheet } from './use-tier-sheet.ts'

type TierSettingsProps = { readonly event: Event; readonly tier: Tier; readonly coin: Coin }

/** A tier as it stands: all of it may change until its first ticket, afterwards only how many there are and how they sell. */
export function TierSettings({ event, tier, coin }: TierSettingsProps) {
  const t = useOrganizerWords()
  const money = useMoney(tier.currency)
  const start = toTierDraft(tier, { timeZone: event.timeZone, decimals: coin.decimals })
  const sheet = useTierSheet({ event, start, coin, issued: tier.sold })
  const isFixed = tier.sold > 0
  const fields = { prefix: '', tier: sheet.tier, say: sheet.say, onTier: sheet.onTier }
  return (
    <Card className="space-y-4" title={t('settings.tier', { name: tier.name })}>
      <p className="flex gap-2 text-ink-soft">
        {isFixed && <Lock aria-hidden="true" className="mt-1 size-4 shrink-0" />}
        {isFixed
          ? t('settings.tierFixed', { count: tier.sold, price: money(tier.price) })
          : t('settings.tierFree')}
      </p>
      {isFixed ? <TierSaleFields {...fields} /> : <TierFields {...fields} coin={coin.symbol} />}
      <TierMeaning tier={sheet.tier} terms={sheet.terms} />
      <SendAction
        eventId={event.eventId}
        look="secondary"
        makeCall={() => {
          const checked = sheet.check()
          return checked && callEvent(event, 'changeTier', [tier.tierId, toTierArgs(checked)])
        }}
      >
        {t('settings.changeTier')}
      </SendAction>
    </Card>
  )
}
