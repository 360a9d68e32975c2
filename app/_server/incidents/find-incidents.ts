import { type Incidents, incident } from '#core/api/incident.ts'
import type { Database } from '#prisma/client.ts'

/** The latest incidents of an event, newest first. */
export type FindIncidents = (eventKey: Uint8Array<ArrayBuffer>) => Promise<Incidents>

const most = 200

export function createFindIncidents(db: Database): FindIncidents {
  return async (eventId) => {
    const rows = await db.incident.findMany({
      where: { eventId },
      orderBy: { incidentId: 'desc' },
      take: most,
    })
    return {
      incidents: rows.map((row) =>
        incident.parse({
          incidentId: row.incidentId.toString(),
          kind: row.kind,
          ...(row.tokenId !== null && { tokenId: row.tokenId.toString() }),
          ...(row.scanId !== null && { scanId: row.scanId.toString() }),
          created: row.created.toISOString(),
          details: row.details,
          resolvedAt: row.resolvedAt?.toISOString() ?? null,
        }),
      ),
    }
  }
}
