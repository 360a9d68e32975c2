import type { Metadata } from 'next'
import { readEventId } from '#organizer/_office/event-page.ts'
import { organizerTalk } from '#organizer/_words/load.ts'
import { DeskIssue } from './_components/desk-issue.tsx'

type Props = { readonly params: Promise<{ readonly eventId: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await organizerTalk())('desk.issue') }
}

export default async function DeskIssuePage({ params }: Props) {
  return <DeskIssue eventId={await readEventId(params)} />
}
