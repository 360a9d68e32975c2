'use client'

import { useConnection } from 'wagmi'
import { useUntilMirrored } from '#attendee/_ticket/use-until-mirrored.ts'
import { useAttendeeWords } from '#attendee/_words/use-words.ts'
import type { Event } from '#core/api/event.ts'
import type { Ticket } from '#core/api/ticket.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { idOf } from '#ui/event/id-of.ts'
import { useMoney } from '#ui/event/money.ts'
import { Notice } from '#ui/notice.tsx'
import { callEvent } from '#ui/wallet/call-event.ts'
import { TransactionSteps } from '#ui/wallet/transaction-steps.tsx'
import { useTransaction } from '#ui/wallet/use-transaction.ts'

type RefundProps = { readonly event: Event; readonly ticket: Ticket; readonly onClose: () => void }

/** Takes back exactly what was paid for a ticket. Where the event goes on, the ticket is given up for it. */
export function Refund({ event, ticket, onClose }: RefundProps) {
  const t = useAttendeeWords()
  const { address } = useConnection()
  const money = useMoney(event.tiers[0]?.currency ?? null)
  const { transaction, send, isUnderWay } = useTransaction()
  const isPaid = transaction.step === 'in_block' && BigInt(ticket.refundable) === 0n
  useUntilMirrored(transaction.step === 'in_block' && !isPaid, ['ticket', event.eventId, ticket.tokenId])

  const take = () => {
    if (!address) return
    const args = [[BigInt(ticket.tokenId)], address] as const
    void send((config) => callEvent(config, { event: idOf(event), functionName: 'refund', args }))
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
          <TransactionSteps transaction={transaction} isSettled={isPaid} />
          <Button
            size="large"
            className="w-full"
            isBusy={isUnderWay || transaction.step === 'in_block'}
            onClick={take}
          >
            {t('refund.take')}
          </Button>
        </>
      )}
    </Dialog>
  )
}
