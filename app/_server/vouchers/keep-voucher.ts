import type { Address } from 'viem'
import type { SignedVoucherRequest } from '#core/api/signed-voucher.ts'
import type { Database } from '#prisma/client.ts'
import { toBytes } from '../bytes.ts'

/** Remembers that a voucher was signed, so that it can be found and taken back. Kept again, it stays as it was. */
export type KeepVoucher = (
  eventKey: Uint8Array<ArrayBuffer>,
  voucher: SignedVoucherRequest & { readonly signer: Address },
) => Promise<void>

export function createKeepVoucher(db: Database): KeepVoucher {
  return async (eventId, { voucherId, signer, tierId, count, expiresAt }) => {
    const row = { eventId, voucherId: toBytes(voucherId), signer: toBytes(signer), tierId, count }
    await db.signedVoucher.createMany({
      data: [{ ...row, expiresAt: BigInt(expiresAt) }],
      skipDuplicates: true,
    })
  }
}
