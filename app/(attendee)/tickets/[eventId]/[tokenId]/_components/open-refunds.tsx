'use client'

import { useAttendeeWords } from '#attendee/_words/use-words.ts'
import type { Event } from '#core/api/event.ts'
import { Notice } from '#ui/notice.tsx'
import { callEvent } from '#ui/wallet/contract-call.ts'
import { SendAction } from '#ui/wallet/send-action.tsx'

/** Opens the refunds of an event whose money nobody came for: once, for everybody who paid. */
export function OpenRefunds({ event }: { readonly event: Event }) {
  const t = useAttendeeWords()
  return (
    <Notice title={t('refund.abandoned')} className="mt-3">
      <p>{t('refund.abandonedText')}</p>
      <div className="mt-3">
        <SendAction
          eventId={event.eventId}
          look="secondary"
          makeCall={() => callEvent(event, 'openRefunds', [])}
        >
          {t('refund.open')}
        </SendAction>
      </div>
    </Notice>
  )
}
