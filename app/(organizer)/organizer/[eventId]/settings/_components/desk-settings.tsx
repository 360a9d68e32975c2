'use client'

import type { Event } from '#core/api/event.ts'
import { Desk } from '#organizer/_office/desk.tsx'
import { OrganizerOnly } from '#organizer/_office/organizer-only.tsx'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Card } from '#ui/card.tsx'
import { Notice } from '#ui/notice.tsx'
import { callEvent } from '#ui/wallet/contract-call.ts'
import { SendAction } from '#ui/wallet/send-action.tsx'
import { DescriptionForm } from './description-form.tsx'
import { MoveEvent } from './move-event.tsx'
import { TierSettings } from './tier-settings.tsx'

/** What of an event may still change, and why the rest may not. */
export function DeskSettings({ eventId }: { readonly eventId: string }) {
  return <Desk eventId={eventId}>{(event) => <Settings event={event} />}</Desk>
}

function Settings({ event }: { readonly event: Event }) {
  const t = useOrganizerWords()
  return (
    <div className="grid items-start gap-6 lg:grid-cols-2">
      <DescriptionForm key={event.eventId} event={event} />
      {event.status === 'selling' ? (
        <OrganizerOnly event={event}>
          <div className="space-y-6">
            <Sales event={event} />
            {event.tiers.map((tier) => (
              <TierSettings key={`${tier.tierId} ${tier.supply}`} event={event} tier={tier} />
            ))}
            <MoveEvent key={event.doorsAt} event={event} />
          </div>
        </OrganizerOnly>
      ) : (
        <Notice title={t('settings.over')} />
      )}
    </div>
  )
}

function Sales({ event }: { readonly event: Event }) {
  const t = useOrganizerWords()
  const { isSalesPaused } = event
  return (
    <Card className="space-y-3">
      <h2 className="text-xl font-semibold">{t('settings.sales')}</h2>
      <p className="text-ink-soft">{isSalesPaused ? t('settings.salesOff') : t('settings.salesOn')}</p>
      <SendAction
        key={String(isSalesPaused)}
        eventId={event.eventId}
        look="secondary"
        makeCall={() => callEvent(event, isSalesPaused ? 'resumeSales' : 'pauseSales', [])}
      >
        {isSalesPaused ? t('settings.resume') : t('settings.pause')}
      </SendAction>
    </Card>
  )
}
