'use client'

import { Trash2 } from 'lucide-react'
import { useId } from 'react'
import type { TierDraft } from '#core/event-draft/draft.ts'
import { TierFields } from '#organizer/_office/tier-fields.tsx'
import { TierMeaning, type TierTerms } from '#organizer/_office/tier-meaning.tsx'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'

type TierFormProps = {
  readonly number: number
  readonly tier: TierDraft
  readonly terms: TierTerms | undefined
  /** The symbol of the coin that prices are typed in. */
  readonly coin: string
  readonly say: (field: string) => string | undefined
  readonly onTier: (change: Partial<TierDraft>) => void
  readonly onRemove: () => void
}

/** One tier, and beside it what guests will read. */
export function TierForm({ number, tier, terms, coin, say, onTier, onRemove }: TierFormProps) {
  const t = useOrganizerWords()
  const heading = useId()
  return (
    <Card aria-labelledby={heading} className="grid gap-6 lg:grid-cols-[1fr_18rem]">
      <div className="space-y-4">
        <div className="flex items-center justify-between gap-4">
          <h3 id={heading} className="text-lg font-semibold">
            {t('create.tier', { number })}
          </h3>
          <Button
            look="quiet"
            size="small"
            aria-label={t('create.removeTier', { number })}
            onClick={onRemove}
          >
            <Trash2 aria-hidden="true" className="size-4" />
          </Button>
        </div>
        <TierFields prefix={`tiers.${number - 1}.`} tier={tier} coin={coin} say={say} onTier={onTier} />
      </div>
      <TierMeaning tier={tier} terms={terms} />
    </Card>
  )
}
