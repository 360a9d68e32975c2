import type { Me, Role } from '#core/api/auth.ts'

/** What somebody may do at an event's desk. */
export type Standing = {
  /** sees everything: the organizer and managers */
  readonly canManage: boolean
  /** sees how tickets are given out: also whom the contract lets issue them */
  readonly canIssue: boolean
  /** sees how tickets are marked as used: also whom the contract lets mark them */
  readonly canMark: boolean
}

/** What the one who is signed in may do at an event. */
export function standingAt({ roles, contractRoles }: Me, eventId: string): Standing {
  const canManage = roles.some((each) => each.eventId === eventId && isManaging(each.role))
  const holds = (role: string) => contractRoles.some((each) => each.eventId === eventId && each.role === role)
  return { canManage, canIssue: canManage || holds('minter'), canMark: canManage || holds('gate') }
}

/** The events at whose desks somebody may do anything, each once. */
export function eventsWithDesk({ roles, contractRoles }: Me): readonly string[] {
  const managed = roles.filter(({ role }) => isManaging(role))
  return [...new Set([...managed, ...contractRoles].map(({ eventId }) => eventId))]
}

function isManaging(role: Role): boolean {
  return role === 'organizer' || role === 'manager'
}
