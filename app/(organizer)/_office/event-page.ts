import { notFound } from 'next/navigation'
import { formatEventId, parseEventId } from '#core/event-id.ts'

/** The event that a page's path names, as the API writes it; else the page does not exist. */
export async function readEventId(params: Promise<{ readonly eventId: string }>): Promise<string> {
  const event = parseEventId(decodeURIComponent((await params).eventId))
  if (!event) notFound()
  return formatEventId(event)
}
