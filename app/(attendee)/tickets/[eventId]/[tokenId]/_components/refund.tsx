'use client'

import { useConnection } from 'wagmi'
import { useAttendeeWords } from '#attendee/_words/use-words.ts'
import type { Event } from '#core/api/event.ts'
import type { Ticket } from '#core/api/ticket.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { currencyOf } from '#ui/event/currency-of.ts'
import { useMoney } from '#ui/event/money.ts'
import { Notice } from '#ui/notice.tsx'
import { callEvent } from '#ui/wallet/contract-call.ts'
import { SendingView } from '#ui/wallet/sending-view.tsx'
import { useSending } from '#ui/wallet/use-sending.ts'

type RefundProps = { readonly event: Event; readonly ticket: Ticket; readonly onClose: () => void }

/** Takes back exactly what was paid for a ticket. Where the event goes on, the ticket is given up for it. */
export function Refund({ event, ticket, onClose }: RefundProps) {
  const t = useAttendeeWords()
  const { address } = useConnection()
  const money = useMoney(currencyOf(event))
  const { runCall, sending, isUnderWay } = useSending()
  const isPaid = sending.step === 'done'

  const take = () => {
    if (!address) return
    runCall(event.eventId, callEvent(event, 'refund', [[BigInt(ticket.tokenId)], address]))
  }
  return (
    <Dialog title={t('refund.title')} lead={t('refund.lead')} onClose={onClose}>
      {isPaid ? (
        <Notice tone="good" title={t('refund.done')}>
          {t('refund.doneText')}
        </Notice>
      ) : (
        <>
          <p className="text-3xl font-semibold tracking-tight tabular-nums">{money(ticket.refundable)}</p>
          <SendingView sending={sending} />
          <Button size="large" className="w-full" isBusy={isUnderWay} onClick={take}>
            {t('refund.take')}
          </Button>
        </>
      )}
    </Dialog>
  )
}
