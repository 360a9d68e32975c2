import { type EventId, parseEventId } from '#core/event-id.ts'

/**
 * The event's id as core takes it.
 *
 * @throws Error for a text that the API's schema would not have let through.
 */
export function idOf({ eventId }: { readonly eventId: string }): EventId {
  const id = parseEventId(eventId)
  if (!id) throw new Error(`${eventId} is no event id`)
  return id
}
