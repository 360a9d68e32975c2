import { type EventId, eventKeyOf, eventOfKey, formatEventId, parseEventId } from '#core/event-id.ts'
import { ProblemError } from './http/problem.ts'

type EventText = `${string}:0x${string}`

/** The event of a text that the API's schema has let through, and its key in tables. */
export function getEvent(text: string): { readonly event: EventId; readonly key: Uint8Array<ArrayBuffer> } {
  const event = parseEventId(text)
  if (!event) throw noSuchEvent(text)
  return { event, key: eventKeyOf(event) }
}

/** `<chainId>:<contract>` of a key that a table held. */
export function eventIdOfKey(key: Uint8Array): EventText {
  const event = eventOfKey(key)
  if (!event) throw new TypeError(`A table holds an event key of ${key.length} bytes`)
  return formatEventId(event) as EventText
}

export function noSuchEvent(text: string): ProblemError {
  return new ProblemError('not_found', `The mirror knows no event ${text}.`)
}
