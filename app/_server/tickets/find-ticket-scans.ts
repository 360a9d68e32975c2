import type { Ticket } from '#core/api/ticket.ts'
import type { Database } from '#prisma/client.ts'
import { projectTicketScan } from '../scans/project-scan.ts'

/** The last scans that are shown. */
const most = 100

/** How a ticket was scanned and where it is: for its present holder and the event's staff, nobody else. */
export type FindTicketScans = (
  eventKey: Uint8Array<ArrayBuffer>,
  tokenId: bigint,
) => Promise<Required<Pick<Ticket, 'scans' | 'presence'>>>

export function createFindTicketScans(db: Database): FindTicketScans {
  return async (eventId, tokenId) => {
    const [scans, presence] = await Promise.all([
      db.scan.findMany({ where: { eventId, tokenId }, orderBy: { scanId: 'desc' }, take: most }),
      db.presence.findMany({ where: { eventId, tokenId }, orderBy: { listId: 'asc' } }),
    ])
    return {
      scans: scans.reverse().map(projectTicketScan),
      presence: presence.map((row) => ({
        listId: row.listId,
        isInside: row.isInside,
        entries: row.entries,
        firstEntryAt: row.firstEntryAt.toISOString(),
        lastEntryAt: row.lastEntryAt.toISOString(),
        lastExitAt: row.lastExitAt?.toISOString() ?? null,
      })),
    }
  }
}
