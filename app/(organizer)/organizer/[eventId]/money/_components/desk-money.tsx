'use client'

import { useState } from 'react'
import type { Address } from 'viem'
import { useConnection, useReadContract } from 'wagmi'
import type { Event } from '#core/api/event.ts'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { withdrawableFrom } from '#core/settlement.ts'
import { Desk } from '#organizer/_office/desk.tsx'
import { OrganizerOnly } from '#organizer/_office/organizer-only.tsx'
import { parseWallet, WalletField } from '#organizer/_office/wallet-field.tsx'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Card } from '#ui/card.tsx'
import { idOf } from '#ui/event/id-of.ts'
import { useMoney } from '#ui/event/money.ts'
import { Fact, Facts } from '#ui/facts.tsx'
import { useNow } from '#ui/time/use-now.ts'
import { callEvent } from '#ui/wallet/contract-call.ts'
import { SendAction } from '#ui/wallet/send-action.tsx'
import { useFormat } from '#ui/words/use-format.ts'
import { CancelEvent } from './cancel-event.tsx'

/** What an event has earned, where the money is, and how it ends. */
export function DeskMoney({ eventId }: { readonly eventId: string }) {
  return <Desk eventId={eventId}>{(event) => <Money event={event} />}</Desk>
}

type Props = { readonly event: Event }

function Money({ event }: Props) {
  const { address } = useConnection()
  return (
    <div className="grid items-start gap-6 lg:grid-cols-2">
      <Amounts event={event} />
      <OrganizerOnly event={event}>
        <div className="space-y-6">
          {address && <Withdraw event={event} organizer={address} />}
          {(event.status === 'selling' || event.status === 'ended') && <CancelEvent event={event} />}
        </div>
      </OrganizerOnly>
    </div>
  )
}

/** What the contract itself says of its money; asked again with every look. */
function useAmount(event: Event, functionName: 'escrow' | 'totalCredit'): bigint | undefined {
  const contract = { address: idOf(event).contract, abi: usherEventAbi, functionName } as const
  return useReadContract({ ...contract, query: { refetchInterval: 10_000 } }).data
}

function useCredit(event: Event, account: Address): bigint | undefined {
  return useReadContract({
    address: idOf(event).contract,
    abi: usherEventAbi,
    functionName: 'creditOf',
    args: [account],
    query: { refetchInterval: 10_000 },
  }).data
}

function Amounts({ event }: Props) {
  const t = useOrganizerWords()
  const format = useFormat()
  const money = useExactMoney(event)
  const escrow = useAmount(event, 'escrow')
  const owed = useAmount(event, 'totalCredit')
  const credit = useCredit(event, event.organizer)
  const from = new Date(withdrawableFrom(Date.parse(event.endsAt))).toISOString()
  const state =
    event.status === 'ended'
      ? t('money.state_ended', { moment: format.moment(from, event.timeZone) })
      : t(`money.state_${event.status}`)
  return (
    <Card>
      <h2 className="text-xl font-semibold">{t('money.title')}</h2>
      <Facts className="mt-2">
        <Fact name={t('money.state')}>{state}</Fact>
        <Fact name={t('money.escrow')}>{money(escrow)}</Fact>
        <Fact name={t('money.credit')}>{money(credit)}</Fact>
        <Fact name={t('money.owed')}>{money(owed)}</Fact>
      </Facts>
    </Card>
  )
}

/** Amounts as numbers also where a price would say that it is free. */
function useExactMoney(event: Event): (amount: bigint | undefined) => string {
  const format = useFormat()
  const money = useMoney(event.tiers[0]?.currency ?? null)
  return (amount) =>
    amount === undefined ? '–' : amount === 0n ? format.number(0) : money(amount.toString())
}

function Withdraw({ event, organizer }: Props & { readonly organizer: Address }) {
  const t = useOrganizerWords()
  const format = useFormat()
  const now = useNow()
  const credit = useCredit(event, organizer)
  const [to, setTo] = useState<string>(organizer)
  const [hasTried, setTried] = useState(false)
  const wallet = parseWallet(to)
  const from = withdrawableFrom(Date.parse(event.endsAt))
  const isDue = event.status === 'ended' && now >= from
  const isPending = event.status === 'selling' || event.status === 'ended'
  const withdraw = (functionName: 'withdraw' | 'withdrawCredit') => () => {
    setTried(true)
    return wallet && callEvent(event, functionName, [wallet])
  }
  return (
    <Card className="space-y-4">
      <WalletField label={t('money.to')} value={to} onChange={setTo} isWrong={hasTried && !wallet} />
      {isPending && (
        <div className="space-y-3">
          <h3 className="font-semibold">{t('money.withdraw')}</h3>
          <p className="text-ink-soft">{t('money.withdrawText')}</p>
          {isDue ? (
            <SendAction eventId={event.eventId} makeCall={withdraw('withdraw')}>
              {t('money.withdraw')}
            </SendAction>
          ) : (
            <p className="font-medium">
              {t('money.withdrawWhen', {
                moment: format.moment(new Date(from).toISOString(), event.timeZone),
              })}
            </p>
          )}
        </div>
      )}
      {credit !== undefined && credit > 0n && (
        <SendAction eventId={event.eventId} look="secondary" makeCall={withdraw('withdrawCredit')}>
          {t('money.withdrawCredit')}
        </SendAction>
      )}
    </Card>
  )
}
