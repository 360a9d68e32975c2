import type { Metadata } from 'next'
import { readEventId } from '#organizer/_office/event-page.ts'
import { organizerTalk } from '#organizer/_words/load.ts'
import { DeskSettings } from './_components/desk-settings.tsx'

type Props = { readonly params: Promise<{ readonly eventId: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await organizerTalk())('desk.settings') }
}

export default async function DeskSettingsPage({ params }: Props) {
  return <DeskSettings eventId={await readEventId(params)} />
}
