import type { Role, StaffRole } from '#core/api/auth.ts'
import type { Database } from '#prisma/client.ts'
import { toBytes, toHex } from '../bytes.ts'
import { ProblemError } from '../http/problem.ts'
import type { Caller } from './caller.ts'

/** A staff member signs in anew for each shift. */
export const shiftSeconds = 12 * 3600

/** Least to most; the organizer may do whatever a manager may. */
const ranks: Record<Role, number> = { steward: 1, supervisor: 2, manager: 3, organizer: 4 }

/** What a caller may do at an event now. */
export type FindRole = (caller: Caller, eventKey: Uint8Array<ArrayBuffer>) => Promise<Role | undefined>

/**
 * Reads the caller's role from the mirror (organizer) and the registry (staff, not disabled), in one statement and
 * at each request, so taking a role or ending a session works at once.
 * @throws ProblemError `unauthenticated` if the session has ended or the staff shift is over
 */
export function createFindRole(db: Database, now: () => Date): FindRole {
  return async (caller, eventKey) => {
    const at = now()
    const [row] = await db.$queryRaw<{ isLive: boolean; isOrganizer: boolean; role: StaffRole | null }[]>`
      SELECT
        EXISTS (SELECT FROM registry.session
          WHERE session_id = ${caller.sessionId}::uuid AND ended_at IS NULL AND expires_at > ${at}) AS "isLive",
        EXISTS (SELECT FROM mirror.event
          WHERE event_id = ${eventKey} AND organizer = ${toBytes(caller.address)}) AS "isOrganizer",
        (SELECT role FROM registry.staff
          WHERE event_id = ${eventKey} AND address = ${toBytes(caller.address)} AND disabled_at IS NULL) AS role`
    if (!row?.isLive) throw sessionOver()
    if (row.isOrganizer) return 'organizer'
    if (row.role) requireOnShift(caller, at)
    return row.role ?? undefined
  }
}

/** @throws ProblemError `forbidden` unless the role is at least `least` */
export function requireRole(role: Role | undefined, least: StaffRole): asserts role is Role {
  if (role && ranks[role] >= ranks[least]) return
  throw new ProblemError('forbidden', `This takes a ${least} of this event.`)
}

/** @throws ProblemError `unauthenticated` once a staff member has been signed in for a whole shift */
export function requireOnShift(caller: Caller, at: Date): void {
  if (hasShiftEnded(caller, at)) {
    throw new ProblemError('unauthenticated', 'This shift has lasted 12 hours. Sign in again.')
  }
}

/** Whether a session of staff anywhere has lasted a whole shift. */
export async function isShiftOver(
  db: Database,
  session: { readonly address: Uint8Array; readonly created: Date },
  at: Date,
): Promise<boolean> {
  if (at.getTime() - session.created.getTime() <= shiftSeconds * 1000) return false
  const address = new Uint8Array(session.address)
  return (await db.staff.count({ where: { address, disabledAt: null } })) > 0
}

/** Every event at which a caller may do something now, and what. */
export type FindRoles = (
  caller: Caller,
) => Promise<readonly { readonly eventKey: Uint8Array; readonly role: Role }[]>

/**
 * An organizer who is staff of his own event too is named once, as organizer.
 * @throws ProblemError `unauthenticated` if the session has ended
 */
export function createFindRoles(db: Database, now: () => Date): FindRoles {
  return async (caller) => {
    const at = now()
    const address = toBytes(caller.address)
    const [session, organized, staffed] = await Promise.all([
      db.session.findUnique({ where: { sessionId: caller.sessionId } }),
      db.event.findMany({ where: { organizer: address }, select: { eventId: true } }),
      db.staff.findMany({ where: { address, disabledAt: null }, select: { eventId: true, role: true } }),
    ])
    if (!session || session.endedAt || !(at < session.expiresAt)) throw sessionOver()
    const own = new Set(organized.map(({ eventId }) => toHex(eventId)))
    const onShift = hasShiftEnded(caller, at) ? [] : staffed.filter(({ eventId }) => !own.has(toHex(eventId)))
    return [
      ...organized.map(({ eventId }) => ({ eventKey: eventId, role: 'organizer' as const })),
      ...onShift.map(({ eventId, role }) => ({ eventKey: eventId, role: role as StaffRole })),
    ]
  }
}

function hasShiftEnded(caller: Caller, at: Date): boolean {
  return !(at.getTime() - caller.signedInAt.getTime() <= shiftSeconds * 1000)
}

export function sessionOver(): ProblemError {
  return new ProblemError('unauthenticated', 'This session is over. Sign in again.')
}
