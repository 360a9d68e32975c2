import type { Metadata } from 'next'
import { readEventId } from '#organizer/_office/event-page.ts'
import { organizerTalk } from '#organizer/_words/load.ts'
import { DeskMoney } from './_components/desk-money.tsx'

type Props = { readonly params: Promise<{ readonly eventId: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await organizerTalk())('desk.money') }
}

export default async function DeskMoneyPage({ params }: Props) {
  return <DeskMoney eventId={await readEventId(params)} />
}
