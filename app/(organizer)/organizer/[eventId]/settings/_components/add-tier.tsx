'use client'

import { useId } from 'react'
import type { Event } from '#core/api/event.ts'
import type { Coin } from '#core/coin.ts'
import { toTierArgs } from '#core/event-draft/create-args.ts'
import { newTierDraft } from '#core/event-draft/draft.ts'
import { TierFields } from '#organizer/_office/tier-fields.tsx'
import { TierMeaning } from '#organizer/_office/tier-meaning.tsx'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { callEvent } from '#ui/wallet/contract-call.ts'
import { SendAction } from '#ui/wallet/send-action.tsx'
import { useTierSheet } from './use-tier-sheet.ts'

type AddTierProps = { readonly event: Event; readonly coin: Coin }

/** Adds a tier to an event that exists. */
export function AddTier({ event, coin }: AddTierProps) {
  const t = useOrganizerWords()
  const heading = useId()
  const sheet = useTierSheet({ event, start: newTierDraft(), coin, issued: 0 })
  return (
    <section
      aria-labelledby={heading}
      className="space-y-4 rounded-card border border-line bg-surface p-5 shadow-card"
    >
      <div>
        <h2 id={heading} className="text-xl font-semibold">
          {t('settings.addTier')}
        </h2>
        <p className="mt-1 text-ink-soft">{t('settings.addTierText')}</p>
      </div>
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
    </section>
  )
}
