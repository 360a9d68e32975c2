import type { Metadata } from 'next'
import { PageTitle } from '#ui/page-title.tsx'
import { TicketList } from './_components/ticket-list.tsx'

export const metadata: Metadata = { title: 'My tickets' }

export default function TicketsPage() {
  return (
    <>
      <PageTitle
        title="My tickets"
        lead="Open a ticket before you leave home: your phone needs to be set up once."
      />
      <TicketList />
    </>
  )
}
