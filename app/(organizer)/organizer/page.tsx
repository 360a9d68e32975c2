import type { Metadata } from 'next'
import { PageTitle } from '#ui/page-title.tsx'
import { Office } from './_components/office.tsx'

export const metadata: Metadata = { title: 'Organize' }

export default function OrganizerPage() {
  return (
    <>
      <PageTitle
        title="Organize"
        lead="Your events: who is inside, who may scan, and what the doors refuse."
      />
      <Office />
    </>
  )
}
