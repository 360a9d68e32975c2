import type { VoucherClaim } from '#core/api/voucher.ts'
import type { Database } from '#prisma/client.ts'
import type { VoucherModel } from '#prisma/generated/models.ts'
import { toHex } from '../bytes.ts'
import { type Attempt, keyOf, type VoucherKey } from './attempt.ts'

/** What became of a voucher, or undefined if neither relay nor mirror has heard of it. */
export type FindVoucherClaim = (key: VoucherKey) => Promise<VoucherClaim | undefined>

/** The relay's attempt, completed by what the mirror knows: also of vouchers that somebody else has brought. */
export function createFindVoucherClaim(db: Database): FindVoucherClaim {
  return async (key) => {
    const [attempt, mirrored] = await Promise.all([
      db.voucherClaim.findUnique({ where: keyOf(key) }),
      db.voucher.findUnique({ where: keyOf(key) }),
    ])
    if (mirrored) return projectMirrored(mirrored)
    return attempt ? projectAttempt(attempt) : undefined
  }
}

/** An attempt as the API answers it. Its tickets are the mirror's to tell. */
export function projectAttempt(attempt: Attempt): VoucherClaim {
  const { status, blockNumber, created } = attempt
  const isFailed = status === 'reverted' || status === 'dropped'
  return {
    voucherId: toHex(attempt.voucherId),
    status: isFailed ? 'failed' : status === 'mined' ? 'mined' : 'pending',
    to: toHex(attempt.recipient),
    transactionHash: toHex(attempt.transactionHash),
    block: blockNumber === null ? null : Number(blockNumber),
    tickets: null,
    ...(isFailed && { failure: status }),
    created: created.toISOString(),
  }
}

function projectMirrored(voucher: VoucherModel): VoucherClaim {
  const { claimedBy, firstTokenId, count } = voucher
  return {
    voucherId: toHex(voucher.voucherId),
    status: voucher.status === 'claimed' ? 'mined' : 'revoked',
    to: claimedBy && toHex(claimedBy),
    transactionHash: toHex(voucher.transactionHash),
    block: Number(voucher.blockNumber),
    tickets: firstTokenId === null || count === null ? null : { firstTokenId: String(firstTokenId), count },
    created: voucher.datetime.toISOString(),
  }
}
