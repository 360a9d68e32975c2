import { PageTitle } from '#ui/page-title.tsx'
import { EventList } from './_components/event-list.tsx'

export default function StartPage() {
  return (
    <>
      <PageTitle
        title="Tickets that work at the door"
        lead="Pick an event and buy with your wallet. At the door your phone shows a code that changes every few seconds."
      />
      <EventList />
    </>
  )
}
