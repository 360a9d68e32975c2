import type { Address } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import type { VoucherClaimRequest } from './api/voucher.ts'
import { OutOfRangeError } from './error.ts'
import type { EventId } from './event-id.ts'
import { claimTypedData } from './voucher.ts'
import type { VoucherGift } from './voucher-link.ts'

/**
 * The body of `POST /api/events/{eventId}/voucher-claims` that has a voucher's tickets sent to `to`. With the key of a link
 * it signs the claim, so that nobody on the way can turn it to another wallet; the private key itself is not in it.
 *
 * @throws OutOfRangeError if the voucher expires beyond what JSON can hold, or its key is not at hand
 */
export async function makeVoucherClaim(
  event: EventId,
  { voucher, signature, privateKey }: VoucherGift,
  to: Address,
): Promise<VoucherClaimRequest> {
  const expiresAt = Number(voucher.expiresAt)
  if (!Number.isSafeInteger(expiresAt)) throw new OutOfRangeError('expiresAt', 'below 2^53')
  const body = { voucher: { ...voucher, expiresAt }, signature }
  if (BigInt(voucher.key) === 0n) return body
  if (!privateKey) throw new OutOfRangeError('privateKey', 'that of the voucher’s key')
  const claim = { voucherId: voucher.voucherId, to }
  const claimSignature = await privateKeyToAccount(privateKey).signTypedData(claimTypedData(event, claim))
  return { ...body, claim: { to }, claimSignature }
}
