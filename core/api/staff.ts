import { z } from 'zod'
import { staffRole } from './auth.ts'
import { address, instant } from './primitives.ts'

/** POST /api/events/{eventId}/staff */
export const staffRequest = z.object({ address, role: staffRole }).meta({ id: 'StaffRequest' })
export type StaffRequest = z.infer<typeof staffRequest>

export const staffMember = z
  .object({
    address,
    role: staffRole,
    grantedBy: address,
    created: instant,
    disabledAt: instant.nullable(),
  })
  .meta({ id: 'StaffMember' })
export type StaffMember = z.infer<typeof staffMember>

/** GET /api/events/{eventId}/staff */
export const staff = z.object({ staff: z.array(staffMember) }).meta({ id: 'Staff' })
export type Staff = z.infer<typeof staff>
