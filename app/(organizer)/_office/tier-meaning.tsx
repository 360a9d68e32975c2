'use client'

import type { CheckedTier } from '#core/event-draft/check-draft.ts'
import type { TierDraft } from '#core/event-draft/draft.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { tierRules } from '#ui/event/tier-rules.ts'
import { useFormat } from '#ui/words/use-format.ts'
import { useUiWords } from '#ui/words/use-ui-words.ts'

/** What was typed, once it makes sense; with what of the event its rules speak of. */
export type TierTerms = {
  readonly tier: CheckedTier
  readonly event: { readonly cutOffAt: string; readonly timeZone: string }
}

type TierMeaningProps = { readonly tier: TierDraft; readonly terms: TierTerms | undefined }

/** A tier's rules as guests will read them. */
export function TierMeaning({ tier, terms }: TierMeaningProps) {
  const t = useOrganizerWords()
  const ui = useUiWords()
  const format = useFormat()
  return (
    <aside aria-live="polite" className="rounded-card bg-sunken p-4 text-sm">
      <p className="font-semibold">{t('create.meaning')}</p>
      {terms && (
        <ul className="mt-2 list-disc space-y-1.5 pl-4">
          {tierRules(terms.tier, terms.event, { t: ui, format }).map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      )}
      {tier.transferPolicy === 'open' && <p className="mt-3 text-warn-ink">{t('create.openWarning')}</p>}
    </aside>
  )
}
