import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { attendeeTalk } from '#attendee/_words/load.ts'
import { formatEventId, parseEventId } from '#core/event-id.ts'
import { parseTokenId } from '#core/token-id.ts'
import { readEvent, readTicket } from '#server/reads-for-pages.ts'
import { TicketView } from './_components/ticket-view.tsx'

type Props = { readonly params: Promise<{ readonly eventId: string; readonly tokenId: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await attendeeTalk())('ticket.page') }
}

export default async function TicketPage({ params }: Props) {
  const { eventId, tokenId } = await params
  const event = parseEventId(decodeURIComponent(eventId))
  const token = parseTokenId(tokenId)
  if (!event || token === undefined) notFound()
  const [knownEvent, knownTicket] = await Promise.all([readEvent(event), readTicket(event, token)])
  return (
    <TicketView
      eventId={formatEventId(event)}
      tokenId={token.toString()}
      knownEvent={knownEvent}
      knownTicket={knownTicket}
    />
  )
}
