import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { formatEventId, parseEventId } from '#core/event-id.ts'
import { EventView } from './_components/event-view.tsx'

type Props = { readonly params: Promise<{ readonly eventId: string }> }

export const metadata: Metadata = { title: 'Event' }

export default async function EventPage({ params }: Props) {
  const event = parseEventId(decodeURIComponent((await params).eventId))
  if (!event) notFound()
  return <EventView eventId={formatEventId(event)} />
}
