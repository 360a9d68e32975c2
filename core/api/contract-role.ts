import { z } from 'zod'
import { contractRole } from './auth.ts'
import { address, asOf } from './primitives.ts'

/** GET /api/events/{eventId}/contract-roles */
export const contractRoles = z
  .object({
    holders: z.array(z.object({ role: contractRole, address })).meta({ description: 'By role and address' }),
    asOf,
  })
  .meta({ id: 'ContractRoles', description: 'Who holds a role of an event’s contract, beside its organizer' })
export type ContractRoles = z.infer<typeof contractRoles>
