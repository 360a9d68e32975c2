import type { Address } from 'viem'
import type { StaffRole } from '#core/api/auth.ts'
import type { StaffMember } from '#core/api/staff.ts'
import type { Database } from '#prisma/client.ts'
import type { StaffModel } from '#prisma/generated/models.ts'
import { toBytes, toHex } from '../bytes.ts'

/** Everybody who is or was staff of an event. */
export type FindStaff = (eventKey: Uint8Array<ArrayBuffer>) => Promise<StaffMember[]>

export function createFindStaff(db: Database): FindStaff {
  return async (eventId) => {
    const rows = await db.staff.findMany({ where: { eventId }, orderBy: { created: 'asc' } })
    return rows.map(projectMember)
  }
}

/** Gives an account a role at an event, or another one, or its place back. */
export type GrantStaff = (
  eventKey: Uint8Array<ArrayBuffer>,
  grant: { readonly address: Address; readonly role: StaffRole; readonly by: Address },
) => Promise<StaffMember>

export function createGrantStaff(db: Database): GrantStaff {
  return async (eventId, grant) => {
    const address = toBytes(grant.address)
    const given = { role: grant.role, grantedBy: toBytes(grant.by), disabledAt: null }
    const row = await db.staff.upsert({
      where: { eventId_address: { eventId, address } },
      create: { eventId, address, ...given },
      update: given,
    })
    return projectMember(row)
  }
}

/**
 * Takes an account's place at an event from its next request on. The row stays, as the log names it.
 * @returns whether it had one
 */
export type DisableStaff = (eventKey: Uint8Array<ArrayBuffer>, address: Address) => Promise<boolean>

export function createDisableStaff(db: Database, now: () => Date): DisableStaff {
  return async (eventId, address) => {
    const { count } = await db.staff.updateMany({
      where: { eventId, address: toBytes(address), disabledAt: null },
      data: { disabledAt: now() },
    })
    return count === 1
  }
}

function projectMember(row: StaffModel): StaffMember {
  return {
    address: toHex(row.address),
    role: row.role as StaffRole,
    grantedBy: toHex(row.grantedBy),
    created: row.created.toISOString(),
    disabledAt: row.disabledAt?.toISOString() ?? null,
  }
}
