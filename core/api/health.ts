import { z } from 'zod'
import { blockNumber } from './primitives.ts'

/** GET /api/health */
export const health = z
  .object({
    status: z.enum(['ok', 'degraded', 'unavailable']).meta({
      description: '`degraded`: works, with a part missing; `unavailable`: database or mirror unusable (503)',
    }),
    database: z.enum(['ok', 'down']),
    redis: z.enum(['ok', 'down', 'off']).meta({ description: '`off`: not configured' }),
    relay: z.enum(['ok', 'low', 'off']).meta({
      description: '`low`: the account that pays for vouchers runs out of coin; `off`: there is none',
    }),
    mirror: z
      .object({ block: blockNumber, head: blockNumber, lagSeconds: z.number().min(0) })
      .nullable()
      .meta({ description: 'lagSeconds: since a node last confirmed the mirror’s block as its head' }),
  })
  .meta({ id: 'Health' })
export type Health = z.infer<typeof health>
