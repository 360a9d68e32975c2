import { z } from 'zod'
import { MAX_TIER_ID } from '../token-id.ts'
import { address, blockNumber, count, hash, instant, tierId, tokenId, walletSignature } from './primitives.ts'

const zero = `0x${'00'.repeat(20)}` as const

/** A voucher as its signer has signed it (EIP-712 `Voucher`); see docs/contracts.md. */
export const voucher = z
  .object({
    voucherId: hash,
    signer: address,
    tierId: tierId.max(MAX_TIER_ID),
    count: count.max(2 ** 32 - 1),
    recipient: address.default(zero).meta({ description: 'Zero or left out: it names a key' }),
    key: address
      .default(zero)
      .meta({ description: 'The one-time key of a link; zero or left out: a recipient' }),
    expiresAt: z.int().min(0).meta({ description: 'Unix seconds: the first at which it no longer counts' }),
  })
  .meta({ id: 'Voucher' })

/** POST /api/events/{eventId}/voucher-claims: the arguments of the contract's `claim`. */
export const voucherClaimRequest = z
  .object({
    voucher,
    signature: walletSignature.meta({ description: 'The signer’s, of the voucher' }),
    claim: z
      .object({ to: address })
      .optional()
      .meta({ description: 'Who gets the tickets. Needed with a key; else it is the voucher’s recipient' }),
    claimSignature: walletSignature.optional().meta({ description: 'The key’s, of `Claim(voucherId,to)`' }),
  })
  .meta({ id: 'VoucherClaimRequest' })
export type VoucherClaimRequest = z.output<typeof voucherClaimRequest>

export const voucherClaimStatus = z.enum(['pending', 'mined', 'failed', 'revoked']).meta({
  description:
    '`pending`: sent, or about to be; `mined`: the tickets are issued; `failed`: the one attempt of the relay came to nothing; `revoked`: taken back before it was claimed',
})

/** What became of a voucher: of the relay's attempt, or by the mirror when somebody else has brought it. */
export const voucherClaim = z
  .object({
    voucherId: hash,
    status: voucherClaimStatus,
    to: address.nullable().meta({ description: 'null: revoked' }),
    transactionHash: hash.meta({
      description: 'Of a pending claim it may change: a stuck one is sent dearer',
    }),
    block: blockNumber.nullable().meta({ description: 'null: in none yet' }),
    tickets: z
      .object({ firstTokenId: tokenId, count })
      .nullable()
      .meta({ description: 'Without gaps; null until the mirror knows them' }),
    failure: z.enum(['reverted', 'dropped']).optional().meta({
      description:
        '`reverted`: the contract refused it after all, the relay tries no second time; `dropped`: it never reached the chain, the same request may be made again',
    }),
    created: instant,
  })
  .meta({ id: 'VoucherClaim' })
export type VoucherClaim = z.infer<typeof voucherClaim>

/** Why the relay does not bring a voucher: `reason` of the problem. */
export const voucherRefusals = [
  'relay_off',
  'relay_has_role',
  'relay_unfunded',
  'budget_spent',
  'fees_too_high',
  'gas_too_high',
  'recipient_has_code',
  'published_account',
  'unbound',
  'not_for_recipient',
  'claim_signature_wrong',
  'voucher_signature_wrong',
  'signer_no_minter',
  'expired',
  'claimed',
  'revoked',
  'spent',
  'claimed_for_another',
  'tier_unknown',
  'count_zero',
  'sold_out',
  'event_frozen',
  'event_ended',
  'refused',
] as const
export type VoucherRefusal = (typeof voucherRefusals)[number]
