import type { Direction, Scan, TicketScan, Verdict } from '#core/api/scan.ts'
import type { Reason } from '#core/reason.ts'
import type { ScanModel } from '#prisma/generated/models.ts'
import { formatRandomBits, toHex } from '../bytes.ts'

/** A row of the log as staff see it. */
export function projectScan(row: ScanModel): Scan {
  return {
    ...projectTicketScan(row),
    method: row.method,
    ...(row.decision !== null && { decision: row.decision as NonNullable<Scan['decision']> }),
    nonce: formatRandomBits(row.nonce),
    ...(row.tokenId !== null && { tokenId: row.tokenId.toString() }),
    ...(row.tierId !== null && { tierId: row.tierId }),
    ...(row.holder && { holder: toHex(row.holder) }),
    deviceId: formatRandomBits(row.deviceId),
    staff: toHex(row.staff),
    ...projectFirst(row),
    code: {
      hash: toHex(row.codeHash),
      length: row.codeLength,
      ...(row.codeExcerpt !== null && { excerpt: row.codeExcerpt }),
    },
    durationMs: row.durationMs,
    asOf:
      row.asOfBlock !== null && row.asOfHash
        ? { block: Number(row.asOfBlock), hash: toHex(row.asOfHash) }
        : null,
  }
}

/** A row of the log as the ticket's holder sees it: without staff, device and code. */
export function projectTicketScan(row: ScanModel): TicketScan {
  return {
    scanId: row.scanId.toString(),
    kind: row.kind as Scan['kind'],
    direction: row.direction as Direction,
    verdict: row.verdict as Verdict,
    ...(row.reason !== null && { reason: row.reason as Reason }),
    message: row.message,
    listId: row.listId,
    gateId: row.gateId,
    datetime: row.datetime.toISOString(),
    created: row.created.toISOString(),
  }
}

/** The admission that a refusal names, if it names one. */
export function projectFirst(
  row: Pick<ScanModel, 'firstDatetime' | 'firstGateId' | 'firstDeviceId'>,
): Pick<Scan, 'first'> {
  const { firstDatetime, firstGateId, firstDeviceId } = row
  if (!firstDatetime || firstGateId === null || !firstDeviceId) return {}
  return {
    first: {
      datetime: firstDatetime.toISOString(),
      gateId: firstGateId,
      deviceId: formatRandomBits(firstDeviceId),
    },
  }
}
