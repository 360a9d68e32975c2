import { type EventId, eventKeyOf, eventOfKey, formatEventId, parseEventId } from '#core/event-id.ts'
import { Recent } from '#runtime/crypto/recent.ts'
import { ProblemError } from './http/problem.ts'

type EventText = `${string}:0x${string}`

type Named = { readonly event: EventId; readonly key: Uint8Array<ArrayBuffer> }

/** The events that were asked for last: a gate names the same with every scan. */
const named = new Recent<Named>(1_000)

/** The event of a text that the API's schema has let through, and its key in tables. */
export function getEvent(text: string): Named {
  const known = named.find(text)
  if (known) return known
  const event = parseEventId(text)
  if (!event) throw noSuchEvent(text)
  const found = { event, key: eventKeyOf(event) }
  named.remember(text, found)
  return found
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
