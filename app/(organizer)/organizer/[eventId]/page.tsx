import type { Metadata } from 'next'
import { readEventId } from '#organizer/_office/event-page.ts'
import { organizerTalk } from '#organizer/_words/load.ts'
import { DeskNow } from './_components/desk-now.tsx'

type Props = { readonly params: Promise<{ readonly eventId: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await organizerTalk())('desk.now') }
}

export default async function DeskPage({ params }: Props) {
  return <DeskNow eventId={await readEventId(params)} />
}
