import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { parseTokenId } from '#core/token-id.ts'
import { readEventId } from '#organizer/_office/event-page.ts'
import { organizerTalk } from '#organizer/_words/load.ts'
import { DeskTicket } from './_components/desk-ticket.tsx'

type Props = { readonly params: Promise<{ readonly eventId: string; readonly tokenId: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await organizerTalk())('tickets.number') }
}

export default async function DeskTicketPage({ params }: Props) {
  const tokenId = parseTokenId((await params).tokenId)
  if (tokenId === undefined) notFound()
  return <DeskTicket eventId={await readEventId(params)} tokenId={tokenId.toString()} />
}
