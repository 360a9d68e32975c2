import type { Metadata } from 'next'
import { organizerTalk } from '#organizer/_words/load.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { CreateEvent } from './_components/create-event.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await organizerTalk())('create.title') }
}

export default async function CreateEventPage() {
  const t = await organizerTalk()
  return (
    <>
      <PageTitle title={t('create.title')} lead={t('create.lead')} />
      <CreateEvent />
    </>
  )
}
