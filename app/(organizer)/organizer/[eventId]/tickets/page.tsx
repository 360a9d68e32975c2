import type { Metadata } from 'next'
import { readEventId } from '#organizer/_office/event-page.ts'
import { organizerTalk } from '#organizer/_words/load.ts'
import { DeskTickets } from './_components/desk-tickets.tsx'

type Props = { readonly params: Promise<{ readonly eventId: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await organizerTalk())('desk.tickets') }
}

export default async function DeskTicketsPage({ params }: Props) {
  return <DeskTickets eventId={await readEventId(params)} />
}
