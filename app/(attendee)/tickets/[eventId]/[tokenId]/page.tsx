import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { attendeeTalk } from '#attendee/_words/load.ts'
import { formatEventId, parseEventId } from '#core/event-id.ts'
import { parseTokenId } from '#core/token-id.ts'
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
  return <TicketView eventId={formatEventId(event)} tokenId={token.toString()} />
}
