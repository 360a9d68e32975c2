import type { Metadata } from 'next'
import { organizerTalk } from '#organizer/_words/load.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { Office } from './_components/office.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await organizerTalk())('office.title') }
}

export default async function OrganizerPage() {
  const t = await organizerTalk()
  return (
    <>
      <PageTitle title={t('office.title')} lead={t('office.lead')} />
      <Office />
    </>
  )
}
