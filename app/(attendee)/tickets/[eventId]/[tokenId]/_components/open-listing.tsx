'use client'

import { useQuery } from '@tanstack/react-query'
import { toContractListing } from '#attendee/_ticket/to-contract-listing.ts'
import { useUntilMirrored } from '#attendee/_ticket/use-until-mirrored.ts'
import { useAttendeeWords } from '#attendee/_words/use-words.ts'
import type { Event } from '#core/api/event.ts'
import type { Ticket } from '#core/api/ticket.ts'
import { listingsQuery } from '#ui/api/queries.ts'
import { Button } from '#ui/button.tsx'
import { idOf } from '#ui/event/id-of.ts'
import { useMoney } from '#ui/event/money.ts'
import { Notice } from '#ui/notice.tsx'
import { callEvent } from '#ui/wallet/call-event.ts'
import { TransactionSteps } from '#ui/wallet/transaction-steps.tsx'
import { useTransaction } from '#ui/wallet/use-transaction.ts'
import { useFormat } from '#ui/words/use-format.ts'

type OpenListingProps = { readonly event: Event; readonly ticket: Ticket }

/** That a ticket is on offer, since when and for how much, and the way to take that back. */
export function OpenListing({ event, ticket }: OpenListingProps) {
  const t = useAttendeeWords()
  const format = useFormat()
  const { data } = useQuery(listingsQuery(event.eventId))
  const listing = data?.find(({ tokenId }) => tokenId === ticket.tokenId)
  const money = useMoney(event.tiers[0]?.currency ?? null)
  const { transaction, send, isUnderWay } = useTransaction()
  useUntilMirrored(transaction.step === 'in_block' && listing !== undefined, ['listings', event.eventId])
  if (!listing) return null

  const until = format.moment(new Date(listing.expiresAt * 1000).toISOString(), event.timeZone)
  const takeBack = () => {
    const args = [toContractListing(listing)] as const
    void send((config) => callEvent(config, { event: idOf(event), functionName: 'cancelListing', args }))
  }
  return (
    <Notice
      title={t('sell.isOffered', { price: money(listing.price), moment: until })}
      actions={
        <Button
          look="secondary"
          size="small"
          className="min-h-11"
          isBusy={isUnderWay || transaction.step === 'in_block'}
          onClick={takeBack}
        >
          {t('sell.takeBack')}
        </Button>
      }
    >
      {t('sell.takeBackText')}
      <div className="mt-3 empty:hidden">
        <TransactionSteps transaction={transaction} />
      </div>
    </Notice>
  )
}
