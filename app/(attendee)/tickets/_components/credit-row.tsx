'use client'

import { useQuery } from '@tanstack/react-query'
import type { Address } from 'viem'
import { useAttendeeWords } from '#attendee/_words/use-words.ts'
import type { Credit } from '#core/api/credit.ts'
import { eventQuery } from '#ui/api/queries.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { useMoney } from '#ui/event/money.ts'
import { titleOf } from '#ui/event/title-of.ts'
import { callEvent } from '#ui/wallet/contract-call.ts'
import { SendingView } from '#ui/wallet/sending-view.tsx'
import { useSending } from '#ui/wallet/use-sending.ts'

type CreditRowProps = {
  readonly credit: Credit
  readonly holder: Address
  /** Told before anything is asked of the wallet. */
  readonly onWithdraw: () => void
}

/** What one event owes, and the button that has it paid to the wallet it is owed to. */
export function CreditRow({ credit, holder, onWithdraw }: CreditRowProps) {
  const t = useAttendeeWords()
  const money = useMoney(credit.currency)
  const { data: event } = useQuery(eventQuery(credit.eventId))
  const { runCall, sending, isUnderWay } = useSending()
  const withdraw = () => {
    onWithdraw()
    runCall(credit.eventId, callEvent(credit, 'withdrawCredit', [holder]))
  }
  return (
    <Card>
      <h3 className="font-semibold">{event ? titleOf(event) : t('tickets.ticket')}</h3>
      <p className="mt-1 mb-4 text-2xl font-semibold tabular-nums">{money(credit.amount)}</p>
      <div className="space-y-4">
        <SendingView sending={sending} />
        {sending.step !== 'done' && (
          <Button isBusy={isUnderWay} onClick={withdraw}>
            {t('credits.withdraw')}
          </Button>
        )}
      </div>
    </Card>
  )
}
