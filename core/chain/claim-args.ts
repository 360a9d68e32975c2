import type { Address } from 'viem'
import type { VoucherClaimRequest } from '../api/voucher.ts'

/** A claim as the contract's `claim` takes it, from whoever pays for it. */
export function toClaimArgs({ voucher, signature, claimSignature = '0x' }: VoucherClaimRequest, to: Address) {
  return [{ ...voucher, expiresAt: BigInt(voucher.expiresAt) }, signature, to, claimSignature] as const
}
