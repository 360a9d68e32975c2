import { signedVoucherRequest, signedVouchers, signedVouchersQuery } from '#core/api/signed-voucher.ts'
import { getEvent } from '#server/event-key.ts'
import { ProblemError } from '#server/http/problem.ts'
import { defineRoute, json, noContent } from '#server/http/route.ts'
import { eventParams } from './params.ts'

export const postVoucher = defineRoute({
  method: 'POST',
  path: '/api/events/{eventId}/vouchers',
  summary: 'Remember that the caller has signed a voucher, so that it can be found and taken back',
  access: 'signed-in',
  params: eventParams,
  body: signedVoucherRequest,
  answers: { 204: { description: 'Listed from now on' } },
  problems: ['bad_request', 'unauthenticated', 'forbidden'],
  handle: async ({ params, body, caller }, { findRole, isMinter, keepVoucher }) => {
    const { key } = getEvent(params.eventId)
    const role = await findRole(caller, key)
    if (role !== 'organizer' && !(await isMinter(caller.address, key))) throw notIssuing()
    await keepVoucher(key, { ...body, signer: caller.address })
    return noContent()
  },
})

export const getVouchers = defineRoute({
  method: 'GET',
  path: '/api/events/{eventId}/vouchers',
  summary: 'The vouchers that were signed at a desk of this deployment, and what became of each',
  access: 'signed-in',
  params: eventParams,
  query: signedVouchersQuery,
  answers: { 200: { description: 'Newest first', schema: signedVouchers } },
  problems: ['bad_request', 'unauthenticated', 'forbidden', 'unavailable'],
  handle: async ({ params, query, caller }, { findRole, isMinter, findVouchers }) => {
    const { key } = getEvent(params.eventId)
    const role = await findRole(caller, key)
    const mayLook = role === 'organizer' || role === 'manager' || (await isMinter(caller.address, key))
    if (!mayLook) throw notIssuing()
    const before = query.before === undefined ? undefined : BigInt(query.before)
    return json(await findVouchers(key, { before, limit: query.limit }))
  },
})

function notIssuing(): ProblemError {
  return new ProblemError('forbidden', 'This takes the organizer or a minter of this event.')
}
