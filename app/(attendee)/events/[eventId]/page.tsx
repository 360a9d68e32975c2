import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { attendeeTalk } from '#attendee/_words/load.ts'
import { formatEventId, parseEventId } from '#core/event-id.ts'
import { readEvent } from '#server/reads-for-pages.ts'
import { EventView } from './_components/event-view.tsx'

type Props = { readonly params: Promise<{ readonly eventId: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await attendeeTalk())('event.page') }
}

export default async function EventPage({ params }: Props) {
  const event = parseEventId(decodeURIComponent((await params).eventId))
  if (!event) notFound()
  return <EventView eventId={formatEventId(event)} known={await readEvent(event)} />
}
