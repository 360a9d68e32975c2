'use client'

import { transferPolicy } from '#core/api/event.ts'
import type { TierDraft } from '#core/event-draft/draft.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { SelectField, TextField } from '#ui/field.tsx'

type TierFieldsProps = {
  /** Stands before the names of the fields, which are those of the draft. */
  readonly prefix: string
  readonly tier: TierDraft
  /** The symbol of the coin that prices are typed in. */
  readonly coin: string
  readonly say: (name: string) => string | undefined
  readonly onTier: (change: Partial<TierDraft>) => void
}

/** All of a tier that has no ticket yet. */
export function TierFields({ prefix, tier, coin, say, onTier }: TierFieldsProps) {
  const t = useOrganizerWords()
  const field = tieFields({ prefix, tier, say, onTier })
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField {...field('name')} label={t('create.tierName')} />
      <TextField
        {...field('price')}
        label={t('create.price', { coin })}
        hint={t('create.priceHint')}
        inputMode="decimal"
      />
      <SaleFields tier={tier} field={field} />
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
  )
}

/** What of a tier may change until the event is over, also once it has tickets. */
export function TierSaleFields({ prefix, tier, say, onTier }: Omit<TierFieldsProps, 'coin'>) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <SaleFields tier={tier} field={tieFields({ prefix, tier, say, onTier })} />
    </div>
  )
}

type SaleFieldsProps = {
  readonly tier: Pick<TierDraft, 'price'>
  readonly field: ReturnType<typeof tieFields>
}

/** How many places there are, and how they are sold. */
function SaleFields({ tier, field }: SaleFieldsProps) {
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

/** What ties a field to its place in a tier. */
function tieFields({ prefix, tier, say, onTier }: Omit<TierFieldsProps, 'coin'>) {
  return (name: keyof TierDraft) => ({
    name: prefix + name,
    value: tier[name],
    error: say(name),
    onChange: ({ target }: { readonly target: { readonly value: string } }) =>
      onTier({ [name]: target.value }),
  })
}
