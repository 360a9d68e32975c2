'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Event } from '#core/api/event.ts'
import { holdingsQuery } from '#organizer/_office/queries.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Loaded } from '#ui/api/loaded.tsx'
import { Card } from '#ui/card.tsx'
import { TextField } from '#ui/field.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { callEvent } from '#ui/wallet/contract-call.ts'
import { SendAction } from '#ui/wallet/send-action.tsx'
import { useAmounts } from './amounts.ts'

/** Cancels an event, once its consequences were read, in numbers, and its name was typed. */
export function CancelEvent({ event }: { readonly event: Event }) {
  const t = useOrganizerWords()
  const [typed, setTyped] = useState('')
  return (
    <Card className="space-y-4" title={<span className="text-bad-ink">{t('money.cancel')}</span>}>
      <Consequences event={event} />
      <TextField
        label={t('money.cancelType', { name: event.name })}
        value={typed}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => setTyped(target.value)}
      />
      <SendAction
        eventId={event.eventId}
        look="danger"
        disabled={typed.trim() !== event.name}
        makeCall={() => callEvent(event, 'cancelEvent', [])}
      >
        {t('money.cancel')}
      </SendAction>
    </Card>
  )
}

function Consequences({ event }: { readonly event: Event }) {
  const t = useOrganizerWords()
  const query = useQuery(holdingsQuery(event.eventId))
  const { credit, write } = useAmounts(event)
  return (
    <div>
      <p className="font-medium">{t('money.cancelWhat')}</p>
      <Loaded query={query} loading={<Skeleton label={t('money.cancelLoading')} />} missing={null}>
        {({ holders, tickets, paidTickets, refundable }) => (
          <ul className="mt-1 list-disc space-y-1 pl-5">
            <li>
              {t('money.cancelFrozen', {
                tickets: t('money.tickets', { count: tickets }),
                wallets: t('money.wallets', { count: holders }),
              })}
            </li>
            <li>
              {t('money.cancelBack', {
                amount: write(BigInt(refundable)),
                tickets: t('money.paidTickets', { count: paidTickets }),
              })}
            </li>
            <li>{t('money.cancelStays', { amount: write(credit) })}</li>
            <li>{t('money.cancelGates')}</li>
            <li className="font-medium">{t('money.cancelForGood')}</li>
          </ul>
        )}
      </Loaded>
    </div>
  )
}
