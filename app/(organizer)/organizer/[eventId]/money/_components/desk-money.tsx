'use client'

import type { Event } from '#core/api/event.ts'
import { withdrawableFrom } from '#core/settlement.ts'
import { Desk } from '#organizer/_office/desk.tsx'
import { OrganizerOnly } from '#organizer/_office/organizer-only.tsx'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Card } from '#ui/card.tsx'
import { Fact, Facts } from '#ui/facts.tsx'
import { useFormat } from '#ui/words/use-format.ts'
import { useAmounts } from './amounts.ts'
import { CancelEvent } from './cancel-event.tsx'
import { Withdraw } from './withdraw.tsx'

/** What an event has earned, where the money is, and how it ends. */
export function DeskMoney({ eventId }: { readonly eventId: string }) {
  return <Desk eventId={eventId}>{(event) => <Money event={event} />}</Desk>
}

type Props = { readonly event: Event }

function Money({ event }: Props) {
  return (
    <div className="grid items-start gap-6 lg:grid-cols-2">
      <Amounts event={event} />
      <OrganizerOnly event={event}>
        <div className="space-y-6">
          <Withdraw event={event} />
          {(event.status === 'selling' || event.status === 'ended') && <CancelEvent event={event} />}
        </div>
      </OrganizerOnly>
    </div>
  )
}

function Amounts({ event }: Props) {
  const t = useOrganizerWords()
  const format = useFormat()
  const { escrow, owed, credit, write } = useAmounts(event)
  const from = withdrawableFrom(Date.parse(event.endsAt))
  const state =
    event.status === 'ended'
      ? t('money.state_ended', { moment: format.moment(from, event.timeZone) })
      : t(`money.state_${event.status}`)
  return (
    <Card title={t('money.title')}>
      <Facts className="mt-2">
        <Fact name={t('money.state')}>{state}</Fact>
        <Fact name={t('money.refunds')}>{refundsOf(event, t)}</Fact>
        <Fact name={t('money.escrow')}>{write(escrow)}</Fact>
        <Fact name={t('money.credit')}>{write(credit)}</Fact>
        <Fact name={t('money.owed')}>{write(owed)}</Fact>
      </Facts>
      <p className="mt-3 text-sm text-ink-soft">{t('money.creditText')}</p>
    </Card>
  )
}

/** Whether holders can take their money back now, and until when. */
function refundsOf({ status, refundsOpen }: Event, t: ReturnType<typeof useOrganizerWords>): string {
  if (!refundsOpen) return t('money.refundsClosed')
  return status === 'canceled' || status === 'refunding'
    ? t('money.refundsForGood')
    : t('money.refundsUntilDoors')
}
