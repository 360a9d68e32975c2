'use client'

import { Lock } from 'lucide-react'
import { useState } from 'react'
import type { Event, Tier } from '#core/api/event.ts'
import { toTierArgs } from '#core/event-draft/create-args.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Card } from '#ui/card.tsx'
import { tierRules } from '#ui/event/tier-rules.ts'
import { TextField } from '#ui/field.tsx'
import { callEvent } from '#ui/wallet/contract-call.ts'
import { SendAction } from '#ui/wallet/send-action.tsx'
import { useFormat } from '#ui/words/use-format.ts'
import { useUiWords } from '#ui/words/use-ui-words.ts'

const LAST_SUPPLY = 999_999

type TierSettingsProps = { readonly event: Event; readonly tier: Tier }

/** How many places a tier has, which may change; and its rules, which may not once a ticket exists. */
export function TierSettings({ event, tier }: TierSettingsProps) {
  const t = useOrganizerWords()
  const ui = useUiWords()
  const format = useFormat()
  const [typed, setTyped] = useState(String(tier.supply))
  const least = Math.max(1, tier.sold)
  const supply = /^\d{1,6}$/.test(typed.trim()) ? Number(typed) : Number.NaN
  const isFit = supply >= least && supply <= LAST_SUPPLY
  return (
    <Card className="space-y-3">
      <h2 className="text-xl font-semibold">{t('settings.tier', { name: tier.name })}</h2>
      <ul className="list-disc space-y-1 pl-5">
        {tierRules(tier, event, { t: ui, format }).map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
      <p className="flex items-center gap-2 text-sm text-ink-soft">
        {tier.sold > 0 && <Lock aria-hidden="true" className="size-4 shrink-0" />}
        {tier.sold > 0 ? t('settings.tierFixed') : t('settings.tierFree')}
      </p>
      <TextField
        label={t('settings.supply', { sold: tier.sold })}
        inputMode="numeric"
        value={typed}
        error={isFit ? undefined : t('settings.supplyWrong', { least })}
        onChange={({ target }) => setTyped(target.value)}
      />
      <SendAction
        eventId={event.eventId}
        look="secondary"
        disabled={!isFit || supply === tier.supply}
        makeCall={() =>
          callEvent(event, 'changeTier', [
            tier.tierId,
            toTierArgs({
              name: tier.name,
              price: BigInt(tier.price),
              supply,
              saleStartsAt: Date.parse(tier.saleStartsAt),
              saleEndsAt: Date.parse(tier.saleEndsAt),
              perPayer: tier.perPayer,
              transferPolicy: tier.transferPolicy,
              resaleCapBps: tier.resaleCapBps,
              royaltyBps: tier.royaltyBps,
            }),
          ])
        }
      >
        {t('settings.changeTier')}
      </SendAction>
    </Card>
  )
}
