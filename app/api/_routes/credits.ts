import { credits } from '#core/api/credit.ts'
import { defineRoute, json } from '#server/http/route.ts'
import { holderParams } from './params.ts'

export const getCredits = defineRoute({
  method: 'GET',
  path: '/api/holders/{address}/credits',
  summary: 'What events owe a wallet: royalties, refunds of void tickets, payments that failed',
  access: 'anyone',
  params: holderParams,
  answers: { 200: { description: 'Public chain state as of the mirror’s block', schema: credits } },
  problems: ['bad_request', 'rate_limited', 'unavailable'],
  handle: async ({ params, connection }, { rateLimits, findCredits }) => {
    await rateLimits.countAnonymousRead(connection.remoteAddress)
    return json(await findCredits(params.address))
  },
})
