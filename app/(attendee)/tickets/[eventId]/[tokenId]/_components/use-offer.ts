'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useConnection } from 'wagmi'
import type { Event } from '#core/api/event.ts'
import type { Ticket } from '#core/api/ticket.ts'
import { listingTypedData } from '#core/listing.ts'
import { toUnixSeconds } from '#core/time.ts'
import { callApi } from '#ui/api/client.ts'
import { listingsQuery } from '#ui/api/queries.ts'
import { listing as listingShape } from '#ui/api/shapes.ts'
import { idOf } from '#ui/event/id-of.ts'
import { guessNow } from '#ui/time/device-clock.ts'
import { useSigner } from '#ui/wallet/use-signer.ts'

/** A listing lasts a week, or until nothing moves any more. */
const LASTS_SECONDS = 7 * 86_400

/** Among so many ends of an offer one is chosen. */
const SPREAD_SECONDS = 600

/** Offers a ticket on the house market: one signature of the wallet, no fee. */
export function useOffer(event: Event, ticket: Ticket) {
  const { address } = useConnection()
  const { signTypedData } = useSigner()
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (price: bigint) => {
      if (!address) throw new Error('offering needs a wallet')
      const latest = Math.min(
        toUnixSeconds(guessNow()) + LASTS_SECONDS,
        toUnixSeconds(Date.parse(event.cutOffAt)),
      )
      // an offer that was taken back never counts again, so the next one at its price has to differ from it
      const until = latest - Math.floor(Math.random() * SPREAD_SECONDS)
      const { transferCount, epoch } = ticket
      const signed = {
        seller: address,
        tokenId: BigInt(ticket.tokenId),
        transferCount,
        epoch,
        price,
        expiresAt: BigInt(until),
      }
      const signature = await signTypedData(listingTypedData(idOf(event), signed))
      const body = {
        ...signed,
        tokenId: ticket.tokenId,
        price: price.toString(),
        expiresAt: until,
        signature,
      }
      return callApi(`/api/events/${event.eventId}/listings`, listingShape, { method: 'POST', body })
    },
    onSuccess: () => client.invalidateQueries(listingsQuery(event.eventId)),
  })
}
