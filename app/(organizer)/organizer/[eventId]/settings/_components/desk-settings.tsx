'use client'

import type { Event } from '#core/api/event.ts'
import type { Coin } from '#core/coin.ts'
import { Desk } from '#organizer/_office/desk.tsx'
import { OrganizerOnly } from '#organizer/_office/organizer-only.tsx'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Card } from '#ui/card.tsx'
import { currencyOf } from '#ui/event/currency-of.ts'
import { useCoin } from '#ui/event/money.ts'
import { Notice } from '#ui/notice.tsx'
import { callEvent } from '#ui/wallet/contract-call.ts'
import { SendAction } from '#ui/wallet/send-action.tsx'
import { AddTier } from './add-tier.tsx'
import { ContractRoles } from './contract-roles.tsx'
import { DescriptionForm } from './description-form.tsx'
import { DocumentHost } from './document-host.tsx'
import { FixedFacts } from './fixed-facts.tsx'
import { FreeTimes } from './free-times.tsx'
import { HandOver } from './hand-over.tsx'
import { MoveEvent } from './move-event.tsx'
import { TierSettings } from './tier-settings.tsx'

/** What of an event may still change, and why the rest may not. */
export function DeskSettings({ eventId }: { readonly eventId: string }) {
  return <Desk eventId={eventId}>{(event) => <Settings event={event} />}</Desk>
}

type PartProps = { readonly event: Event; readonly coin: Coin }

function Settings({ event }: { readonly event: Event }) {
  const coin = useCoin(currencyOf(event))
  return (
    <div className="grid items-start gap-6 lg:grid-cols-2">
      <div className="space-y-6">
        <DescriptionForm key={event.eventId} event={event} />
        <DocumentHost event={event} />
        <FixedFacts event={event} coin={coin} />
      </div>
      <OrganizerOnly event={event}>
        <div className="space-y-6">
          <Terms event={event} coin={coin} />
          <ContractRoles event={event} />
          <HandOver event={event} />
        </div>
      </OrganizerOnly>
    </div>
  )
}

/** What stands on the chain about sales, tiers and times. */
function Terms({ event, coin }: PartProps) {
  const t = useOrganizerWords()
  const hasTickets = event.tiers.some(({ sold }) => sold > 0)
  if (event.status !== 'selling') return <Notice title={t('settings.over')} />
  return (
    <>
      <Sales event={event} />
      {event.tiers.map((tier) => (
        // what changed on chain, or is told in other decimals now, is a sheet of its own
        <TierSettings
          key={`${JSON.stringify({ ...tier, sold: tier.sold > 0 })} ${coin.decimals}`}
          event={event}
          tier={tier}
          coin={coin}
        />
      ))}
      <AddTier event={event} coin={coin} />
      {hasTickets ? (
        <MoveEvent key={event.doorsAt} event={event} />
      ) : (
        <FreeTimes key={event.doorsAt + event.endsAt + event.cutOffAt} event={event} />
      )}
    </>
  )
}

function Sales({ event }: { readonly event: Event }) {
  const t = useOrganizerWords()
  const { isSalesPaused } = event
  return (
    <Card
      className="space-y-3"
      title={t('settings.sales')}
      text={isSalesPaused ? t('settings.salesOff') : t('settings.salesOn')}
    >
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
