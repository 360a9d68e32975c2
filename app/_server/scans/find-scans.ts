import type { Scans, Verdict } from '#core/api/scan.ts'
import type { Database } from '#prisma/client.ts'
import type { FindLogEnd } from './log-end.ts'
import { projectScan } from './project-scan.ts'

type Page = {
  /** `next` of the page before; undefined: from the beginning */
  readonly after: bigint | undefined
  readonly limit: number
  readonly verdict: Verdict | undefined
}

/**
 * The log of an event, oldest first, a page at a time.
 *
 * `next` is null on the last page for now; asking again after the last `scanId` continues from there. No scan ever
 * appears behind the cursor: a page ends before the first number that may still be on its way to the disk.
 */
export type FindScans = (eventKey: Uint8Array<ArrayBuffer>, page: Page) => Promise<Scans>

export function createFindScans(db: Database, findLogEnd: FindLogEnd): FindScans {
  return async (eventId, { after, limit, verdict }) => {
    const end = await findLogEnd()
    const rows = await db.scan.findMany({
      where: {
        eventId,
        scanId: { lte: end, ...(after !== undefined && { gt: after }) },
        ...(verdict && { verdict }),
      },
      orderBy: { scanId: 'asc' },
      take: limit + 1,
    })
    const scans = rows.slice(0, limit).map(projectScan)
    return { scans, next: rows.length > limit ? (scans.at(-1)?.scanId ?? null) : null }
  }
}
