import type { Metadata } from 'next'
import { attendeeTalk } from '#attendee/_words/load.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { TicketList } from './_components/ticket-list.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await attendeeTalk())('tickets.title') }
}

export default async function TicketsPage() {
  const t = await attendeeTalk()
  return (
    <>
      <PageTitle title={t('tickets.title')} lead={t('tickets.lead')} />
      <TicketList />
    </>
  )
}
