const floors = new Map<string, number>()

/**
 * Remembers, in this tab, that a holder has ended all phones of an event.
 * @param validFrom Unix seconds, as the registry answered: what is issued before counts no more
 */
export function noteFloor(eventId: string, holder: string, validFrom: number): void {
  floors.set(nameOf(eventId, holder), validFrom)
}

/**
 * The Unix second from which on a new authorisation counts; 0 unless all phones were ended in this tab.
 *
 * Authorisations are dated by the second, and the registry takes back all of the second in which phones were ended. What is
 * signed right after that is dated by this, which may be a moment ahead.
 */
export function floorOf(eventId: string, holder: string): number {
  return floors.get(nameOf(eventId, holder)) ?? 0
}

function nameOf(eventId: string, holder: string): string {
  return `${eventId} ${holder.toLowerCase()}`
}
