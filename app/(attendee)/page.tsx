import { PageTitle } from '#ui/page-title.tsx'
import { EventList } from './_components/event-list.tsx'
import { attendeeTalk } from './_words/load.ts'

export default async function StartPage() {
  const t = await attendeeTalk()
  return (
    <>
      <PageTitle title={t('start.title')} lead={t('start.lead')} />
      <EventList />
    </>
  )
}
