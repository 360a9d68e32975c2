'use client'

import { Plus } from 'lucide-react'
import { checkTierDraft, type DraftFaults } from '#core/event-draft/check-draft.ts'
import { type EventDraft, newTierDraft, type TierDraft } from '#core/event-draft/draft.ts'
import { parseLocalTime } from '#core/time-zone.ts'
import { PictureField } from '#organizer/_office/picture-field.tsx'
import { listZones } from '#organizer/_office/zones.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { SelectField, TextArea, TextField } from '#ui/field.tsx'
import { CurrencyCard } from './currency-card.tsx'
import { TierForm } from './tier-form.tsx'
import type { DraftPricing } from './use-pricing.ts'

const CUT_OFFS = [0, 60, 180, 1440] as const
const REISSUES = [0, 24, 72, 168] as const
const MINUTE_MS = 60_000

type EventFormProps = {
  readonly draft: EventDraft
  readonly picture: string | null
  readonly pricing: DraftPricing
  readonly faults: DraftFaults
  readonly onDraft: (draft: EventDraft) => void
  readonly onPicture: (picture: string | null) => void
}

/** The sheet of a new event, every rule of the contract with what it means for guests beside it. */
export function EventForm({ draft, picture, pricing, faults, onDraft, onPicture }: EventFormProps) {
  const t = useOrganizerWords()
  const set = (change: Partial<EventDraft>) => onDraft({ ...draft, ...change })
  const setTier = (at: number, change: Partial<TierDraft>) =>
    set({ tiers: draft.tiers.map((tier, index) => (index === at ? { ...tier, ...change } : tier)) })
  const say = (name: string) => {
    const fault = faults[name]
    return fault && t(`fault.${fault}`)
  }
  const field: FieldOf = (name) => ({
    name,
    value: draft[name],
    error: say(name),
    onChange: ({ target }) => set({ [name]: target.value }),
  })
  return (
    <div className="space-y-6">
      <Card className="space-y-4" title={t('create.what')}>
        <TextField {...field('title')} label={t('create.name')} />
        <TextField {...field('venue')} label={t('create.venue')} hint={t('create.venueHint')} />
        <TextArea {...field('about')} label={t('create.about')} />
        <PictureField picture={picture} onPicture={onPicture} />
      </Card>
      <WhenCard draft={draft} set={set} field={field} />
      <CurrencyCard draft={draft} pricing={pricing} fault={say('currency')} set={set} />
      <section aria-labelledby="tiers" className="space-y-4">
        <div>
          <h2 id="tiers" className="text-xl font-semibold">
            {t('create.tiers')}
          </h2>
          <p className="mt-1 max-w-prose text-ink-soft">{t('create.tiersHint')}</p>
          {say('tiers') && (
            <p role="alert" className="font-medium text-bad-ink">
              {say('tiers')}
            </p>
          )}
        </div>
        {draft.tiers.map((tier, index) => (
          <TierForm
            // tiers have no name of their own until they are typed, and keep their order
            key={index}
            number={index + 1}
            tier={tier}
            terms={termsOf(draft, tier, pricing.coin?.decimals)}
            coin={pricing.coin?.symbol ?? t('currency.token')}
            say={(name) => say(`tiers.${index}.${name}`)}
            onTier={(change) => setTier(index, change)}
            onRemove={() => set({ tiers: draft.tiers.filter((_, each) => each !== index) })}
          />
        ))}
        <Button look="secondary" onClick={() => set({ tiers: [...draft.tiers, newTierDraft()] })}>
          <Plus aria-hidden="true" className="size-5" /> {t('create.addTier')}
        </Button>
      </section>
    </div>
  )
}

type TextOf<T> = { [F in keyof T]: T[F] extends string ? F : never }[keyof T]

/** What ties a field to its place in the draft. */
type FieldOf = (name: TextOf<EventDraft>) => {
  readonly name: string
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (change: { readonly target: { readonly value: string } }) => void
}

type WhenCardProps = {
  readonly draft: EventDraft
  readonly set: (change: Partial<EventDraft>) => void
  readonly field: FieldOf
}

function WhenCard({ draft, set, field }: WhenCardProps) {
  const t = useOrganizerWords()
  return (
    <Card className="space-y-4" title={t('create.when')}>
      <SelectField {...field('timeZone')} label={t('create.zone')} hint={t('create.zoneHint')}>
        {listZones(draft.timeZone).map((zone) => (
          <option key={zone}>{zone}</option>
        ))}
      </SelectField>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField {...field('doorsAt')} type="datetime-local" label={t('create.doorsAt')} />
        <TextField
          {...field('endsAt')}
          type="datetime-local"
          label={t('create.endsAt')}
          hint={t('create.endsHint')}
        />
        <SelectField
          label={t('create.cutOff')}
          hint={t('create.cutOffHint')}
          value={draft.cutOffMinutes}
          onChange={({ target }) => set({ cutOffMinutes: Number(target.value) })}
        >
          {CUT_OFFS.map((minutes) => (
            <option key={minutes} value={minutes}>
              {t(`create.cutOff_${minutes}`)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('create.reissue')}
          hint={t('create.reissueHint')}
          value={draft.reissueHours}
          onChange={({ target }) => set({ reissueHours: Number(target.value) })}
        >
          {REISSUES.map((hours) => (
            <option key={hours} value={hours}>
              {t(`create.reissue_${hours}`)}
            </option>
          ))}
        </SelectField>
      </div>
    </Card>
  )
}

/** A tier's rules as guests will read them, as soon as what was typed makes sense. */
function termsOf(draft: EventDraft, tier: TierDraft, decimals: number | undefined) {
  const doorsAt = parseLocalTime(draft.doorsAt, draft.timeZone)
  if (doorsAt === undefined) return undefined
  const around = { now: 0, decimals, zone: draft.timeZone, doorsAt }
  // a tier without a name has rules already
  const checked = checkTierDraft({ ...tier, name: tier.name || 'x' }, around, () => undefined)
  if (!checked) return undefined
  const cutOffAt = new Date(doorsAt - draft.cutOffMinutes * MINUTE_MS).toISOString()
  return { tier: checked, event: { cutOffAt, timeZone: draft.timeZone } }
}
