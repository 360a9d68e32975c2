'use client'

import type { Event } from '#core/api/event.ts'
import { withdrawableFrom } from '#core/settlement.ts'
import { useWalletInput, WalletField } from '#organizer/_office/wallet-field.tsx'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Card } from '#ui/card.tsx'
import { useNow } from '#ui/time/use-now.ts'
import { callEvent } from '#ui/wallet/contract-call.ts'
import { SendAction } from '#ui/wallet/send-action.tsx'
import { useFormat } from '#ui/words/use-format.ts'
import { useAmounts } from './amounts.ts'

/** Pays the organizer: what is in escrow, once and when it is time, and what he is owed, at any time. */
export function Withdraw({ event }: { readonly event: Event }) {
  const t = useOrganizerWords()
  const format = useFormat()
  const now = useNow()
  const { escrow, credit, write } = useAmounts(event)
  const to = useWalletInput(event.organizer)
  const from = withdrawableFrom(Date.parse(event.endsAt))
  const withdraw = (functionName: 'withdraw' | 'withdrawCredit') => () => {
    const wallet = to.check()
    return wallet && callEvent(event, functionName, [wallet])
  }
  return (
    <Card className="space-y-4" title={t('money.withdraw')}>
      <WalletField label={t('money.to')} input={to} />
      {escrowPart()}
      {credit !== undefined && credit > 0n && (
        <SendAction eventId={event.eventId} look="secondary" makeCall={withdraw('withdrawCredit')}>
          {t('money.withdrawCredit', { amount: write(credit) })}
        </SendAction>
      )}
    </Card>
  )

  function escrowPart() {
    if (event.status !== 'selling' && event.status !== 'ended') {
      return <p className="font-medium">{t(`money.never_${event.status}`)}</p>
    }
    const moment = format.moment(from, event.timeZone)
    const isDue = event.status === 'ended' && now >= from
    return (
      <div className="space-y-3">
        <p className="text-ink-soft">{t('money.withdrawText')}</p>
        {isDue ? (
          <SendAction eventId={event.eventId} makeCall={withdraw('withdraw')}>
            {t('money.withdrawNow', { amount: write(escrow) })}
          </SendAction>
        ) : (
          <p className="font-medium">{t('money.withdrawWhen', { moment })}</p>
        )}
      </div>
    )
  }
}
