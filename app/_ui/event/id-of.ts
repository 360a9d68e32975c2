import type { Event } from '#core/api/event.ts'
import { type EventId, parseEventId } from '#core/event-id.ts'

/**
 * The event's id as core takes it.
 *
 * @throws Error for a text that the API's schema would not have let through.
 */
export function idOf({ eventId }: Pick<Event, 'eventId'>): EventId {
  const id = parseEventId(eventId)
  if (!id) throw new Error(`${eventId} is no event id`)
  return id
}
