'use client'

import type { Event } from '#core/api/event.ts'
import type { Coin } from '#core/coin.ts'
import { toTierArgs } from '#core/event-draft/create-args.ts'
import { newTierDraft } from '#core/event-draft/draft.ts'
import { TierFields } from '#organizer/_office/tier-fields.tsx'
import { TierMeaning } from '#organizer/_office/tier-meaning.tsx'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Card } from '#ui/card.tsx'
import { callEvent } from '#ui/wallet/contract-call.ts'
import { SendAction } from '#ui/wallet/send-action.tsx'
import { useTierSheet } from './use-tier-sheet.ts'

type AddTierProps = { readonly event: Event; readonly coin: Coin }

/** Adds a tier to an event that exists. */
export function AddTier({ event, coin }: AddTierProps) {
  const t = useOrganizerWords()
  const sheet = useTierSheet({ event, start: newTierDraft(), coin, issued: 0 })
  return (
    <Card className="space-y-4" title={t('settings.addTier')} text={t('settings.addTierText')}>
      <TierFields prefix="" tier={sheet.tier} coin={coin.symbol} say={sheet.say} onTier={sheet.onTier} />
      <TierMeaning tier={sheet.tier} terms={sheet.terms} />
      <SendAction
        eventId={event.eventId}
        makeCall={() => {
          const checked = sheet.check()
          return checked && callEvent(event, 'addTier', [toTierArgs(checked)])
        }}
        onDone={sheet.clear}
      >
        {t('settings.addTierNow')}
      </SendAction>
    </Card>
  )
}
