import type { Scans, Verdict } from '#core/api/scan.ts'
import type { Database } from '#prisma/client.ts'
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
 * `next` is null on the last page for now; asking again after the last `scanId` continues from there. A scan that was
 * under way while a later one was already written may appear behind the cursor: `scanId`s are drawn before they are
 * written.
 */
export type FindScans = (eventKey: Uint8Array<ArrayBuffer>, page: Page) => Promise<Scans>

export function createFindScans(db: Database): FindScans {
  return async (eventId, { after, limit, verdict }) => {
    const rows = await db.scan.findMany({
      where: {
        eventId,
        ...(after !== undefined && { scanId: { gt: after } }),
        ...(verdict && { verdict }),
      },
      orderBy: { scanId: 'asc' },
      take: limit + 1,
    })
    const scans = rows.slice(0, limit).map(projectScan)
    return { scans, next: rows.length > limit ? (scans.at(-1)?.scanId ?? null) : null }
  }
}
