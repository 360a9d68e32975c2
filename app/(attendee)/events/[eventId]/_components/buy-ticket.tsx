'use client'

import { Ticket } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { useConnection } from 'wagmi'
import { useAttendeeWords } from '#attendee/_words/use-words.ts'
import type { Event, Tier } from '#core/api/event.ts'
import { Button } from '#ui/button.tsx'
import { SendingView } from '#ui/wallet/sending-view.tsx'
import { WalletChoices } from '#ui/wallet/wallet-choices.tsx'
import { usePurchase } from './use-purchase.ts'

type BuyTicketProps = { readonly event: Event; readonly tier: Tier; readonly left: number }

/** The button that buys, and what happens after it was pressed. */
export function BuyTicket({ event, tier, left }: BuyTicketProps) {
  const t = useAttendeeWords()
  const { address } = useConnection()
  const [isChoosing, setChoosing] = useState(false)
  const { buy, sending, isUnderWay, tokenId } = usePurchase(event, tier)

  if (!address && isChoosing) {
    return (
      <div className="rounded-card bg-sunken p-4">
        <p className="mb-3 font-medium">{t('buy.which')}</p>
        <WalletChoices onConnected={() => setChoosing(false)} />
      </div>
    )
  }
  return (
    <div className="space-y-4">
      <SendingView sending={sending} />
      {tokenId !== undefined ? (
        <Button asChild className="w-full sm:w-auto">
          <Link href={`/tickets/${event.eventId}/${tokenId}`}>
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
