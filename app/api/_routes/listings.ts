import { listing, listingRequest, listings, listingsQuery } from '#core/api/listing.ts'
import { getEvent, noSuchEvent } from '#server/event-key.ts'
import { defineRoute, json } from '#server/http/route.ts'
import { eventParams } from './params.ts'

export const postListing = defineRoute({
  method: 'POST',
  path: '/api/events/{eventId}/listings',
  summary: 'Offer a ticket on the house market, by the holder’s signature alone',
  access: 'anyone',
  params: eventParams,
  body: listingRequest,
  answers: {
    201: { description: 'Shown to buyers from now on', schema: listing },
    200: { description: 'Was offered already', schema: listing },
  },
  problems: [
    'bad_request',
    'forbidden',
    'not_found',
    'conflict',
    'signature_invalid',
    'expiry_out_of_range',
    'rate_limited',
    'unavailable',
  ],
  handle: async ({ params, body, connection }, { rateLimits, offerListing }) => {
    await rateLimits.countAnonymous(connection.remoteAddress)
    const { event, key } = getEvent(params.eventId)
    const { signature, ...signed } = body
    const { listing, isNew } = await offerListing(event, key, {
      listing: {
        ...signed,
        tokenId: BigInt(signed.tokenId),
        price: BigInt(signed.price),
        expiresAt: BigInt(signed.expiresAt),
      },
      signature,
    })
    return json(listing, isNew ? 201 : 200)
  },
})

export const getListings = defineRoute({
  method: 'GET',
  path: '/api/events/{eventId}/listings',
  summary: 'The listings that would be filled now, cheapest first',
  access: 'anyone',
  params: eventParams,
  query: listingsQuery,
  answers: { 200: { description: 'As of the mirror’s block', schema: listings } },
  problems: ['bad_request', 'not_found', 'rate_limited', 'unavailable'],
  handle: async ({ params, query, connection }, { rateLimits, findListings }) => {
    await rateLimits.countAnonymousRead(connection.remoteAddress)
    const tokenId = query.tokenId === undefined ? undefined : BigInt(query.tokenId)
    const found = await findListings(getEvent(params.eventId).key, {
      tokenId,
      after: query.after,
      limit: query.limit,
    })
    if (!found) throw noSuchEvent(params.eventId)
    return json(found)
  },
})
