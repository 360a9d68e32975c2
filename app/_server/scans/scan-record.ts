import type { ScanAnswer, Verdict } from '#core/api/scan.ts'
import type { Reason } from '#core/reason.ts'
import type { Database } from '#prisma/client.ts'
import type { ScanModel } from '#prisma/generated/models.ts'
import { toHex } from '../bytes.ts'
import { projectFirst } from './project-scan.ts'

/** What a verdict adds to the request, in the columns of the log; the answer is made from these alone. */
export type ScanRecord = Pick<
  ScanModel,
  | 'verdict'
  | 'reason'
  | 'message'
  | 'tokenId'
  | 'tierId'
  | 'holder'
  | 'firstDatetime'
  | 'firstGateId'
  | 'firstDeviceId'
  | 'asOfBlock'
  | 'datetime'
  | 'created'
>

/**
 * The answer to a scan from what the log keeps of it: at once and when asked again, word for word.
 * @param nonce as the request wrote it
 */
export function toScanAnswer(nonce: string, record: ScanRecord, repeated: boolean): ScanAnswer {
  const { tokenId, tierId, holder } = record
  return {
    nonce,
    verdict: record.verdict as Verdict,
    ...(record.reason !== null && { reason: record.reason as Reason }),
    message: record.message,
    ...(tokenId !== null &&
      tierId !== null &&
      holder && { ticket: { tokenId: tokenId.toString(), tierId, holder: toHex(holder) } }),
    ...projectFirst(record),
    datetime: record.datetime.toISOString(),
    created: record.created.toISOString(),
    asOf: record.asOfBlock === null ? null : { block: Number(record.asOfBlock) },
    repeated,
  }
}

/** What the log keeps of a scan. */
export function createGetRecord(
  db: Database,
): (scan: { readonly scanId: bigint; readonly created: Date }) => Promise<ScanRecord> {
  return ({ scanId, created }) =>
    db.scan.findUniqueOrThrow({ where: { created_scanId: { created, scanId } } })
}
