import type { SignedVouchers, VoucherState } from '#core/api/signed-voucher.ts'
import type { Database } from '#prisma/client.ts'
import type { SignedVoucherModel, VoucherModel } from '#prisma/generated/models.ts'
import { toHex } from '../bytes.ts'
import { readAtOneBlock } from '../events/mirror-position.ts'

type Page = {
  /** `next` of the page before; undefined: from the newest on */
  readonly before: bigint | undefined
  readonly limit: number
}

/** The vouchers that were signed for an event at a desk of ours, newest first, each as the mirror knows it. */
export type FindVouchers = (eventKey: Uint8Array<ArrayBuffer>, page: Page) => Promise<SignedVouchers>

type Ports = { readonly db: Database; readonly chainId: number; readonly now: () => Date }

export function createFindVouchers({ db, chainId, now }: Ports): FindVouchers {
  return (eventId, { before, limit }) =>
    readAtOneBlock({ db, chainId }, async (at, asOf) => {
      const rows = await at.signedVoucher.findMany({
        where: { eventId, ...(before !== undefined && { serial: { lt: before } }) },
        orderBy: { serial: 'desc' },
        take: limit + 1,
      })
      const shown = rows.slice(0, limit)
      const spent = await at.voucher.findMany({
        where: { eventId, voucherId: { in: shown.map(({ voucherId }) => voucherId) } },
      })
      const spentAs = new Map(spent.map((row) => [toHex(row.voucherId), row]))
      return {
        vouchers: shown.map((row) => projectVoucher(row, spentAs.get(toHex(row.voucherId)), now())),
        next: rows.length > limit ? (shown.at(-1)?.serial.toString() ?? null) : null,
        asOf,
      }
    })
}

function projectVoucher(
  row: SignedVoucherModel,
  spent: VoucherModel | undefined,
  now: Date,
): SignedVouchers['vouchers'][number] {
  return {
    number: row.serial.toString(),
    voucherId: toHex(row.voucherId),
    signer: toHex(row.signer),
    tierId: row.tierId,
    count: row.count,
    expiresAt: Number(row.expiresAt),
    state: projectState(row, spent, now),
    usedBy: spent?.claimedBy ? toHex(spent.claimedBy) : null,
    firstTokenId: spent?.firstTokenId?.toString() ?? null,
    created: row.created.toISOString(),
  }
}

/** What is on the chain comes before the clock: a voucher that was used in time stays used. */
function projectState(
  { expiresAt }: SignedVoucherModel,
  spent: VoucherModel | undefined,
  now: Date,
): VoucherState {
  if (spent) return spent.status === 'claimed' ? 'used' : 'revoked'
  return now.getTime() < Number(expiresAt) * 1000 ? 'open' : 'expired'
}
