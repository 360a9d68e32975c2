import { faucetGift, faucetRequest } from '#core/api/faucet.ts'
import { defineRoute, json } from '#server/http/route.ts'

/** Mounted only by a server whose chain is our own, on a machine that nobody else reaches. */
export const postFaucet = defineRoute({
  method: 'POST',
  path: '/api/faucet',
  summary: 'Play money of the local chain',
  access: 'anyone',
  body: faucetRequest,
  answers: { 200: { description: 'It is in the wallet', schema: faucetGift } },
  problems: ['bad_request', 'rate_limited', 'unavailable'],
  handle: async ({ body }, { giveCoin }) => json({ amount: String(await giveCoin(body.address)) }),
})
