import { voucherClaim, voucherClaimRequest } from '#core/api/voucher.ts'
import { toBytes } from '#server/bytes.ts'
import { getEvent } from '#server/event-key.ts'
import { ProblemError } from '#server/http/problem.ts'
import { defineRoute, json } from '#server/http/route.ts'
import { eventParams, voucherParams } from './params.ts'

export const postVoucherClaim = defineRoute({
  method: 'POST',
  path: '/api/events/{eventId}/voucher-claims',
  summary: 'Have a voucher brought to the chain for whom it is for, who needs neither coin nor account',
  access: 'anyone',
  params: eventParams,
  body: voucherClaimRequest,
  answers: {
    202: { description: 'On its way: ask again for what becomes of it', schema: voucherClaim },
    200: { description: 'What has become of the one attempt', schema: voucherClaim },
  },
  problems: [
    'bad_request',
    'forbidden',
    'not_found',
    'conflict',
    'signature_invalid',
    'rate_limited',
    'unavailable',
  ],
  handle: async ({ params, body, connection }, { rateLimits, claimVoucher }) => {
    await rateLimits.countAnonymous(connection.remoteAddress)
    const { event, key } = getEvent(params.eventId)
    const claim = await claimVoucher(event, key, body)
    return json(claim, claim.status === 'pending' ? 202 : 200)
  },
})

export const getVoucherClaim = defineRoute({
  method: 'GET',
  path: '/api/events/{eventId}/voucher-claims/{voucherId}',
  summary: 'What became of a voucher, whoever brought it',
  access: 'anyone',
  params: voucherParams,
  answers: { 200: { description: 'As far as the relay and the mirror know', schema: voucherClaim } },
  problems: ['bad_request', 'not_found'],
  handle: async ({ params }, { findVoucherClaim }) => {
    const { key } = getEvent(params.eventId)
    const claim = await findVoucherClaim({ eventId: key, voucherId: toBytes(params.voucherId) })
    if (!claim) throw new ProblemError('not_found', 'Nobody has brought this voucher yet.')
    return json(claim)
  },
})
