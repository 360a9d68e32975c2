import { z } from 'zod'
import { MAX_TICKET_NUMBER, MAX_TIER_ID } from '../token-id.ts'
import { address, asOf, count, hash, instant, next, tierId, tokenId, unixSeconds } from './primitives.ts'

const signedVoucher = z.object({
  voucherId: hash,
  tierId: tierId.min(1).max(MAX_TIER_ID),
  count: count.min(1).max(MAX_TICKET_NUMBER).meta({ description: 'Tickets in it' }),
  expiresAt: unixSeconds.meta({ description: 'Unix seconds: the first at which it no longer counts' }),
})

/** POST /api/events/{eventId}/vouchers: neither its signature nor its key, with which it could be claimed. */
export const signedVoucherRequest = signedVoucher.meta({ id: 'SignedVoucherRequest' })
export type SignedVoucherRequest = z.infer<typeof signedVoucherRequest>

export const voucherState = z.enum(['open', 'used', 'revoked', 'expired']).meta({ id: 'VoucherState' })
export type VoucherState = z.infer<typeof voucherState>

/** GET /api/events/{eventId}/vouchers */
export const signedVouchersQuery = z.object({
  before: z
    .string()
    .regex(/^[1-9][0-9]{0,17}$/)
    .optional()
    .meta({ description: '`next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const signedVouchers = z
  .object({
    vouchers: z
      .array(
        signedVoucher.extend({
          number: z.string().meta({ description: 'Rises with each that is kept; decimal' }),
          signer: address,
          state: voucherState,
          usedBy: address.nullable().meta({ description: 'Who got its tickets' }),
          firstTokenId: tokenId.nullable().meta({ description: 'The first of its tickets' }),
          created: instant,
        }),
      )
      .meta({ description: 'Newest first' }),
    next,
    asOf,
  })
  .meta({ id: 'SignedVouchers', description: 'Vouchers that were signed at a desk of this deployment' })
export type SignedVouchers = z.infer<typeof signedVouchers>
