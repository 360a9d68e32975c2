'use client'

import { Check, Circle, LoaderCircle, Ticket } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { useConnection } from 'wagmi'
import { useAttendeeWords } from '#attendee/_words/use-words.ts'
import type { Event, Tier } from '#core/api/event.ts'
import { Button } from '#ui/button.tsx'
import { classNames } from '#ui/class-names.ts'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { WalletChoices } from '#ui/wallet/wallet-choices.tsx'
import { useUiWords } from '#ui/words/use-ui-words.ts'
import { type Purchase, usePurchase } from './use-purchase.ts'

type BuyTicketProps = { readonly event: Event; readonly tier: Tier; readonly left: number }

/** The button that buys, and what happens after it was pressed. */
export function BuyTicket({ event, tier, left }: BuyTicketProps) {
  const t = useAttendeeWords()
  const { address } = useConnection()
  const [isChoosing, setChoosing] = useState(false)
  const { buy, purchase } = usePurchase(event, tier)

  if (tier.currency !== null) {
    return <p className="font-medium">{t('buy.token')}</p>
  }
  if (!address && isChoosing) {
    return (
      <div className="rounded-card bg-sunken p-4">
        <p className="mb-3 font-medium">{t('buy.which')}</p>
        <WalletChoices onConnected={() => setChoosing(false)} />
      </div>
    )
  }
  const isUnderWay = purchase.step === 'wallet' || purchase.step === 'sent' || purchase.step === 'in_block'
  return (
    <div className="space-y-4">
      {purchase.step === 'failed' && <ErrorNotice error={purchase.error} />}
      {purchase.step !== 'none' && purchase.step !== 'failed' && <Steps purchase={purchase} />}
      {purchase.step === 'ready' ? (
        <Button asChild className="w-full sm:w-auto">
          <Link href={`/tickets/${event.eventId}/${purchase.tokenId}`}>
            <Ticket aria-hidden="true" className="size-5" /> {t('buy.open')}
          </Link>
        </Button>
      ) : (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button
            className="w-full sm:w-auto"
            isBusy={isUnderWay}
            onClick={() => (address ? buy() : setChoosing(true))}
          >
            {address ? t('buy.buy') : t('buy.connect')}
          </Button>
          <p className="text-ink-soft">{t('buy.left', { count: left })}</p>
        </div>
      )}
    </div>
  )
}

const STEPS = ['wallet', 'sent', 'in_block', 'ready'] as const satisfies readonly Purchase['step'][]

function Steps({ purchase }: { readonly purchase: Purchase }) {
  const t = useAttendeeWords()
  const ui = useUiWords()
  const reached = STEPS.findIndex((step) => step === purchase.step)
  return (
    <ol aria-live="polite" className="space-y-2">
      {STEPS.map((step, index) => {
        const isDone = index < reached || purchase.step === 'ready'
        const isNow = index === reached && !isDone
        const Icon = isDone ? Check : isNow ? LoaderCircle : Circle
        return (
          <li
            key={step}
            aria-current={isNow ? 'step' : undefined}
            className={classNames(
              'flex items-center gap-3',
              isNow ? 'font-medium' : !isDone && 'text-ink-soft',
            )}
          >
            <Icon
              aria-hidden="true"
              className={classNames(
                'size-5',
                isDone && 'text-good-ink',
                isNow && 'animate-spin text-accent-ink',
              )}
            />
            {t(`buy.step_${step}`)}
            <span className="sr-only">
              {isDone ? ui('state.step_done') : isNow ? ui('state.step_now') : ''}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
