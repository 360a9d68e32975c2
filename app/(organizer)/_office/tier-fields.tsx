'use client'

import type { TierDraft } from '#core/event-draft/draft.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { TextField } from '#ui/field.tsx'

type TierForm = {
  /** Stands before the names of the fields, which are those of the draft. */
  readonly prefix: string
  readonly tier: TierDraft
  readonly say: (name: string) => string | undefined
  readonly onTier: (change: Partial<TierDraft>) => void
}

/** What ties a field to its place in a tier. */
export function tierField({ prefix, tier, say, onTier }: TierForm) {
  return (name: keyof TierDraft) => ({
    name: prefix + name,
    value: tier[name],
    error: say(name),
    onChange: ({ target }: { readonly target: { readonly value: string } }) =>
      onTier({ [name]: target.value }),
  })
}

type TierFieldsProps = {
  readonly tier: Pick<TierDraft, 'price'>
  readonly field: ReturnType<typeof tierField>
}

/** What of a tier may change until the event is over: how many places, and how they are sold. */
export function TierFields({ tier, field }: TierFieldsProps) {
  const t = useOrganizerWords()
  return (
    <>
      <TextField {...field('supply')} label={t('create.supply')} inputMode="numeric" />
      {tier.price.trim() !== '' && (
        <>
          <TextField
            {...field('perPayer')}
            label={t('create.perPayer')}
            hint={t('create.perPayerHint')}
            inputMode="numeric"
          />
          <TextField
            {...field('saleStartsAt')}
            type="datetime-local"
            label={t('create.saleStartsAt')}
            hint={t('create.saleStartsHint')}
          />
          <TextField
            {...field('saleEndsAt')}
            type="datetime-local"
            label={t('create.saleEndsAt')}
            hint={t('create.saleEndsHint')}
          />
        </>
      )}
    </>
  )
}
