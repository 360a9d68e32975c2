'use client'

import { useState } from 'react'
import type { Event } from '#core/api/event.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Card } from '#ui/card.tsx'
import { TextField } from '#ui/field.tsx'
import { callEvent } from '#ui/wallet/contract-call.ts'
import { SendAction } from '#ui/wallet/send-action.tsx'

/** Cancels an event, once its consequences were read and its name was typed. */
export function CancelEvent({ event }: { readonly event: Event }) {
  const t = useOrganizerWords()
  const [typed, setTyped] = useState('')
  return (
    <Card className="space-y-4">
      <h3 className="font-semibold text-bad-ink">{t('money.cancel')}</h3>
      <div>
        <p className="font-medium">{t('money.cancelWhat')}</p>
        <ul className="mt-1 list-disc space-y-1 pl-5">
          <li>{t('money.cancel_1')}</li>
          <li>{t('money.cancel_2')}</li>
          <li>{t('money.cancel_3')}</li>
          <li>{t('money.cancel_4')}</li>
        </ul>
      </div>
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
