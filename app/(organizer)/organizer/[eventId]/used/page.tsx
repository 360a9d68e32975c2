import type { Metadata } from 'next'
import { readEventId } from '#organizer/_office/event-page.ts'
import { organizerTalk } from '#organizer/_words/load.ts'
import { DeskUsed } from './_components/desk-used.tsx'

type Props = { readonly params: Promise<{ readonly eventId: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await organizerTalk())('desk.used') }
}

export default async function DeskUsedPage({ params }: Props) {
  return <DeskUsed eventId={await readEventId(params)} />
}
