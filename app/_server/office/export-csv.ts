import { formatCsvRow } from '#core/csv.ts'
import { displayTokenId } from '#core/token-id.ts'
import type { Database } from '#prisma/client.ts'
import { toHex } from '../bytes.ts'
import { projectScan } from '../scans/project-scan.ts'
import { readTicketRows } from './find-event-tickets.ts'

/** The text of a CSV, some rows at a time. */
export type ExportCsv = (eventKey: Uint8Array<ArrayBuffer>) => AsyncGenerator<string>

/** Rows in memory at once, of however many there are. */
const stride = 1000

const ticketColumns = [
  'ticket',
  'token_id',
  'tier_id',
  'tier',
  'holder',
  'status',
  'attendance',
  'inside',
  'first_entry_at',
  'used_on_chain',
  'price_paid',
  'acquired_at',
]

/** Every ticket of an event, by token id. Tickets that are issued meanwhile may or may not be among them. */
export function createExportTickets(db: Database): ExportCsv {
  return async function* (eventKey) {
    yield formatCsvRow(ticketColumns)
    const tiers = await db.tier.findMany({ where: { eventId: eventKey } })
    const names = new Map(tiers.map(({ tierId, name }) => [tierId, name]))
    for (let after: bigint | undefined; ; ) {
      const rows = await readTicketRows(db, eventKey, { after, limit: stride })
      const text = rows.map((row) =>
        formatCsvRow([
          displayTokenId(row.tokenId),
          row.tokenId.toString(),
          row.tierId,
          names.get(row.tierId) ?? null,
          toHex(row.owner),
          row.status,
          row.attendance,
          row.isInside ? 'yes' : 'no',
          row.firstEntryAt?.toISOString() ?? null,
          row.isUsed ? 'yes' : 'no',
          row.pricePaid?.toFixed(0) ?? null,
          row.acquiredAt.toISOString(),
        ]),
      )
      if (text.length > 0) yield text.join('')
      after = rows.at(-1)?.tokenId
      if (rows.length < stride || after === undefined) return
    }
  }
}

const scanColumns = [
  'scan_id',
  'datetime',
  'created',
  'kind',
  'direction',
  'verdict',
  'reason',
  'message',
  'ticket',
  'token_id',
  'tier_id',
  'holder',
  'list_id',
  'gate_id',
  'device_id',
  'staff',
  'method',
  'duration_ms',
  'code_excerpt',
]

/** The log of an event, oldest first, as far as it has come. */
export function createExportScans(db: Database): ExportCsv {
  return async function* (eventId) {
    yield formatCsvRow(scanColumns)
    for (let after = 0n; ; ) {
      const rows = await db.scan.findMany({
        where: { eventId, scanId: { gt: after } },
        orderBy: { scanId: 'asc' },
        take: stride,
      })
      const text = rows.map((row) => {
        const scan = projectScan(row)
        return formatCsvRow([
          scan.scanId,
          scan.datetime,
          scan.created,
          scan.kind,
          scan.direction,
          scan.verdict,
          scan.reason ?? null,
          scan.message,
          row.tokenId === null ? null : displayTokenId(row.tokenId),
          scan.tokenId ?? null,
          scan.tierId ?? null,
          scan.holder ?? null,
          scan.listId,
          scan.gateId,
          scan.deviceId,
          scan.staff,
          scan.method,
          scan.durationMs,
          scan.code.excerpt ?? null,
        ])
      })
      if (text.length > 0) yield text.join('')
      const last = rows.at(-1)
      if (rows.length < stride || !last) return
      after = last.scanId
    }
  }
}
