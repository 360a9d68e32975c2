import { currency } from '#core/api/currency.ts'
import { defineRoute, json } from '#server/http/route.ts'
import { holderParams } from './params.ts'

export const getCurrency = defineRoute({
  method: 'GET',
  path: '/api/currencies/{address}',
  summary: 'What an ERC-20 calls itself and how many decimals it has, before an event sells in it',
  access: 'signed-in',
  params: holderParams,
  answers: { 200: { description: 'As the token says now', schema: currency } },
  problems: ['bad_request', 'unauthenticated', 'not_found', 'rate_limited', 'unavailable'],
  handle: async ({ params, caller }, { findCurrency }) =>
    json(await findCurrency(params.address, caller.address)),
})
