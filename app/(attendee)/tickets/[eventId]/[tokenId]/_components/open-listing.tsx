'use client'

import { useQuery } from '@tanstack/react-query'
import { toContractListing } from '#attendee/_ticket/to-contract-listing.ts'
import { useAttendeeWords } from '#attendee/_words/use-words.ts'
import type { Event } from '#core/api/event.ts'
import type { Ticket } from '#core/api/ticket.ts'
import { listingsQuery } from '#ui/api/queries.ts'
import { Button } from '#ui/button.tsx'
import { currencyOf } from '#ui/event/currency-of.ts'
import { useMoney } from '#ui/event/money.ts'
import { Notice } from '#ui/notice.tsx'
import { callEvent } from '#ui/wallet/contract-call.ts'
import { SendingView } from '#ui/wallet/sending-view.tsx'
import { useSending } from '#ui/wallet/use-sending.ts'
import { useFormat } from '#ui/words/use-format.ts'

type OpenListingProps = { readonly event: Event; readonly ticket: Ticket }

/** That a ticket is on offer, since when and for how much, and the way to take that back. */
export function OpenListing({ event, ticket }: OpenListingProps) {
  const t = useAttendeeWords()
  const format = useFormat()
  const { data } = useQuery(listingsQuery(event.eventId, ticket.tokenId))
  const listing = data?.[0]
  const money = useMoney(currencyOf(event))
  const { runCall, sending, isUnderWay } = useSending()
  if (!listing) return null

  const until = format.moment(listing.expiresAt * 1000, event.timeZone)
  const takeBack = () => {
    runCall(event.eventId, callEvent(event, 'cancelListing', [toContractListing(listing)]))
  }
  return (
    <Notice
      title={t('sell.isOffered', { price: money(listing.price), moment: until })}
      actions={
        <Button look="secondary" size="small" className="min-h-11" isBusy={isUnderWay} onClick={takeBack}>
          {t('sell.takeBack')}
        </Button>
      }
    >
      {t('sell.takeBackText')}
      <div className="mt-3 empty:hidden">
        <SendingView sending={sending} />
      </div>
    </Notice>
  )
}
