import { z } from 'zod'
import { blockNumber, deviceId, hash, instant, localId, tokenId } from './primitives.ts'

/** Something that a person must look at. */
export const incident = z
  .object({
    incidentId: z.string().meta({ description: 'Rises with time within an event; decimal' }),
    kind: z
      .enum(['block_left'])
      .meta({ description: '`block_left`: the block that an admission was decided by has left the chain' }),
    tokenId: tokenId.optional(),
    scanId: z.string().optional().meta({ description: 'The scan it is about' }),
    created: instant,
    details: z.object({
      block: blockNumber,
      hash,
      listId: localId,
      gateId: localId,
      deviceId,
      datetime: instant.meta({ description: 'When the admission happened' }),
    }),
    resolvedAt: instant.nullable(),
  })
  .meta({ id: 'Incident' })
export type Incident = z.infer<typeof incident>

/** GET /api/events/{eventId}/incidents */
export const incidents = z.object({ incidents: z.array(incident) }).meta({ id: 'Incidents' })
export type Incidents = z.infer<typeof incidents>
