'use client'

import { Trash2 } from 'lucide-react'
import { useId } from 'react'
import { useChains } from 'wagmi'
import { transferPolicy } from '#core/api/event.ts'
import type { CheckedTier } from '#core/event-draft/check-draft.ts'
import type { TierDraft } from '#core/event-draft/draft.ts'
import { TierFields, tierField } from '#organizer/_office/tier-fields.tsx'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Button } from '#ui/button.tsx'
import { tierRules } from '#ui/event/tier-rules.ts'
import { SelectField, TextField } from '#ui/field.tsx'
import { useFormat } from '#ui/words/use-format.ts'
import { useUiWords } from '#ui/words/use-ui-words.ts'

type TierFormProps = {
  readonly number: number
  readonly tier: TierDraft
  /** What was typed, once it makes sense; with what of the event its rules speak of. */
  readonly terms:
    | { readonly tier: CheckedTier; readonly event: { readonly cutOffAt: string; readonly timeZone: string } }
    | undefined
  readonly say: (field: string) => string | undefined
  readonly onTier: (change: Partial<TierDraft>) => void
  readonly onRemove: () => void
}

/** One tier, and beside it what guests will read. */
export function TierForm({ number, tier, terms, say, onTier, onRemove }: TierFormProps) {
  const t = useOrganizerWords()
  const heading = useId()
  const [chain] = useChains()
  const field = tierField({ prefix: `tiers.${number - 1}.`, tier, say, onTier })
  return (
    <section
      aria-labelledby={heading}
      className="grid gap-6 rounded-card border border-line bg-surface p-5 shadow-card lg:grid-cols-[1fr_18rem]"
    >
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
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField {...field('name')} label={t('create.tierName')} />
          <TextField
            {...field('price')}
            label={t('create.price', { coin: chain.nativeCurrency.symbol })}
            hint={t('create.priceHint')}
            inputMode="decimal"
          />
          <TierFields tier={tier} field={field} />
          <SelectField
            label={t('create.policy')}
            value={tier.transferPolicy}
            onChange={({ target }) => onTier({ transferPolicy: transferPolicy.parse(target.value) })}
          >
            {transferPolicy.options.map((policy) => (
              <option key={policy} value={policy}>
                {t(`create.policy_${policy}`)}
              </option>
            ))}
          </SelectField>
          {tier.transferPolicy !== 'bound' && (
            <>
              <TextField {...field('resaleCap')} label={t('create.cap')} inputMode="decimal" />
              <TextField {...field('royalty')} label={t('create.royalty')} inputMode="decimal" />
            </>
          )}
        </div>
      </div>
      <Meaning tier={tier} terms={terms} />
    </section>
  )
}

function Meaning({ tier, terms }: Pick<TierFormProps, 'tier' | 'terms'>) {
  const t = useOrganizerWords()
  const ui = useUiWords()
  const format = useFormat()
  return (
    <aside aria-live="polite" className="rounded-card bg-sunken p-4 text-sm">
      <h4 className="font-semibold">{t('create.meaning')}</h4>
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
