'use client'

import { Ticket } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { useConnection } from 'wagmi'
import { toContractListing } from '#attendee/_ticket/to-contract-listing.ts'
import { useAttendeeWords } from '#attendee/_words/use-words.ts'
import { isSameAddress } from '#core/address.ts'
import type { Event } from '#core/api/event.ts'
import type { Listing } from '#core/api/listing.ts'
import { numberOf } from '#core/token-id.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { useMoney } from '#ui/event/money.ts'
import { Fact, Facts } from '#ui/facts.tsx'
import { callEvent } from '#ui/wallet/contract-call.ts'
import { SendingView } from '#ui/wallet/sending-view.tsx'
import { useSending } from '#ui/wallet/use-sending.ts'
import { WalletChoices } from '#ui/wallet/wallet-choices.tsx'

type ResaleOfferProps = {
  readonly event: Event
  readonly listing: Listing
  /** Told before anything is asked of the wallet. */
  readonly onBuy: () => void
}

/** One ticket on offer: price, face price and what a refund would pay, all before payment. */
export function ResaleOffer({ event, listing, onBuy }: ResaleOfferProps) {
  const t = useAttendeeWords()
  const { address } = useConnection()
  const [isChoosing, setChoosing] = useState(false)
  const tier = event.tiers.find((each) => each.tierId === listing.tierId)
  const money = useMoney(tier?.currency ?? null)
  const { run, sending, isUnderWay } = useSending()
  const [isPaid, setPaid] = useState(false)
  if (!tier) return null

  const buy = () => {
    if (!address) return setChoosing(true)
    const call = callEvent(event, 'buyListing', [toContractListing(listing), listing.signature, address])
    onBuy()
    run(async ({ sendPaying, waitForMirror }) => {
      const receipt = await sendPaying(call, { amount: BigInt(listing.price), currency: tier.currency })
      setPaid(true)
      await waitForMirror(event.eventId, receipt.blockNumber)
    })
  }
  const isOwn = isSameAddress(address, listing.seller)
  return (
    <Card>
      <div className="flex items-baseline justify-between gap-4">
        <h3 className="text-lg font-semibold">
          {tier.name}{' '}
          <span className="text-ink-soft">
            {t('ticket.number', { number: `${numberOf(BigInt(listing.tokenId))}` })}
          </span>
        </h3>
        <p className="text-lg font-semibold tabular-nums">{money(listing.price)}</p>
      </div>
      <Facts className="mt-1">
        <Fact name={t('resale.face')}>{money(tier.price)}</Fact>
        <Fact name={t('resale.refund')}>
          {listing.pricePaid === null ? t('resale.nothing') : money(listing.pricePaid)}
        </Fact>
      </Facts>
      {!address && isChoosing && (
        <div className="mt-3 rounded-card bg-sunken p-4">
          <p className="mb-3 font-medium">{t('buy.which')}</p>
          <WalletChoices onConnected={() => setChoosing(false)} />
        </div>
      )}
      <div className="mt-4 space-y-4">
        <SendingView sending={sending} />
        {isPaid && !isUnderWay ? (
          <Button asChild>
            <Link href={`/tickets/${event.eventId}/${listing.tokenId}`}>
              <Ticket aria-hidden="true" className="size-5" /> {t('buy.open')}
            </Link>
          </Button>
        ) : isOwn ? (
          <Button asChild look="secondary">
            <Link href={`/tickets/${event.eventId}/${listing.tokenId}`}>{t('resale.own')}</Link>
          </Button>
        ) : (
          <Button isBusy={isUnderWay} onClick={buy}>
            {address ? t('resale.buy') : t('buy.connect')}
          </Button>
        )}
      </div>
    </Card>
  )
}
