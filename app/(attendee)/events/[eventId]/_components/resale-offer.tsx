'use client'

import { useQuery } from '@tanstack/react-query'
import { Ticket } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { type Address as AddressValue, zeroAddress } from 'viem'
import { useConnection } from 'wagmi'
import { toContractListing } from '#attendee/_ticket/to-contract-listing.ts'
import { useUntilMirrored } from '#attendee/_ticket/use-until-mirrored.ts'
import { useAttendeeWords } from '#attendee/_words/use-words.ts'
import type { Event } from '#core/api/event.ts'
import type { Listing } from '#core/api/listing.ts'
import { numberOf } from '#core/token-id.ts'
import { heldTicketsQuery } from '#ui/api/queries.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { idOf } from '#ui/event/id-of.ts'
import { useMoney } from '#ui/event/money.ts'
import { Fact, Facts } from '#ui/facts.tsx'
import { approveToken } from '#ui/wallet/approve-token.ts'
import { callEvent } from '#ui/wallet/call-event.ts'
import { TransactionSteps } from '#ui/wallet/transaction-steps.tsx'
import { useTransaction } from '#ui/wallet/use-transaction.ts'
import { WalletChoices } from '#ui/wallet/wallet-choices.tsx'

type ResaleOfferProps = { readonly event: Event; readonly listing: Listing }

/** One ticket on offer: price, face price and what a refund would pay, all before payment. */
export function ResaleOffer({ event, listing }: ResaleOfferProps) {
  const t = useAttendeeWords()
  const { address } = useConnection()
  const [isChoosing, setChoosing] = useState(false)
  const tier = event.tiers.find((each) => each.tierId === listing.tierId)
  const money = useMoney(tier?.currency ?? null)
  const { transaction, send, isUnderWay } = useTransaction()
  const isBought = transaction.step === 'in_block'
  const held = useQuery({ ...heldTicketsQuery(address ?? zeroAddress), enabled: isBought })
  const isMirrored =
    held.data?.some(({ eventId, tokenId }) => eventId === event.eventId && tokenId === listing.tokenId) ??
    false
  useUntilMirrored(isBought && !isMirrored, ['tickets', address?.toLowerCase()])
  if (!tier) return null

  const buy = () => {
    if (!address) return setChoosing(true)
    const args = [toContractListing(listing), listing.signature, address] as const
    const amount = BigInt(listing.price)
    const token = tier.currency as AddressValue | null
    void send(async (config) => {
      if (token !== null) await approveToken(config, { token, spender: idOf(event).contract, amount })
      const value = token === null ? amount : 0n
      return callEvent(config, { event: idOf(event), functionName: 'buyListing', args, value })
    })
  }
  const isOwn = address?.toLowerCase() === listing.seller
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
        <TransactionSteps transaction={transaction} isSettled={isMirrored} />
        {isMirrored ? (
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
          <Button isBusy={isUnderWay || isBought} onClick={buy}>
            {address ? t('resale.buy') : t('buy.connect')}
          </Button>
        )}
      </div>
    </Card>
  )
}
