import type { Event } from '#core/api/event.ts'

/** What an event is called: by its organizer, else by its contract. */
export function titleOf({ name, description }: Pick<Event, 'name' | 'description'>): string {
  return description?.title || name
}
