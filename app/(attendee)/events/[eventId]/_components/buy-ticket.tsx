'use client'

import { Check, Circle, LoaderCircle, Ticket } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { useConnection } from 'wagmi'
import type { Event, Tier } from '#core/api/event.ts'
import { Button } from '#ui/button.tsx'
import { classNames } from '#ui/class-names.ts'
import { errorWords } from '#ui/error-words.ts'
import { Notice } from '#ui/notice.tsx'
import { WalletChoices } from '#ui/wallet/wallet-choices.tsx'
import { type Purchase, usePurchase } from './use-purchase.ts'

type BuyTicketProps = { readonly event: Event; readonly tier: Tier; readonly left: number }

/** The button that buys, and what happens after it was pressed. */
export function BuyTicket({ event, tier, left }: BuyTicketProps) {
  const { address } = useConnection()
  const [isChoosing, setChoosing] = useState(false)
  const { buy, purchase } = usePurchase(event, tier)

  if (tier.currency !== null) {
    return <p className="font-medium">Sold in a token. Buy it with a wallet that can call contracts.</p>
  }
  if (!address && isChoosing) {
    return (
      <div className="rounded-card bg-sunken p-4">
        <p className="mb-3 font-medium">Which wallet shall hold the ticket?</p>
        <WalletChoices onConnected={() => setChoosing(false)} />
      </div>
    )
  }
  const isUnderWay = purchase.step === 'wallet' || purchase.step === 'sent' || purchase.step === 'in_block'
  return (
    <div className="space-y-4">
      {purchase.step === 'failed' && (
        <Notice tone="bad" title={errorWords(purchase.error).title}>
          {errorWords(purchase.error).advice}
        </Notice>
      )}
      {purchase.step !== 'none' && purchase.step !== 'failed' && <Steps purchase={purchase} />}
      {purchase.step === 'ready' ? (
        <Button asChild className="w-full sm:w-auto">
          <Link href={`/tickets/${event.eventId}/${purchase.tokenId}`}>
            <Ticket aria-hidden="true" className="size-5" /> Open your ticket
          </Link>
        </Button>
      ) : (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button
            className="w-full sm:w-auto"
            isBusy={isUnderWay}
            onClick={() => (address ? buy() : setChoosing(true))}
          >
            {address ? 'Buy one' : 'Connect a wallet to buy'}
          </Button>
          <p className="text-ink-soft">{left} left</p>
        </div>
      )}
    </div>
  )
}

const STEPS = [
  { step: 'wallet', label: 'Confirm in your wallet' },
  { step: 'sent', label: 'Sent to the chain' },
  { step: 'in_block', label: 'In a block: it is yours' },
  { step: 'ready', label: 'Known at the door' },
] as const satisfies readonly { readonly step: Purchase['step']; readonly label: string }[]

function Steps({ purchase }: { readonly purchase: Purchase }) {
  const reached = STEPS.findIndex((each) => each.step === purchase.step)
  return (
    <ol aria-live="polite" className="space-y-2">
      {STEPS.map(({ step, label }, index) => {
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
            {label}
            <span className="sr-only">{isDone ? ' (done)' : isNow ? ' (now)' : ''}</span>
          </li>
        )
      })}
    </ol>
  )
}
