import { WifiOff } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { attendeeTalk } from '#attendee/_words/load.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await attendeeTalk())('offline.title'), robots: { index: false } }
}

/** Stands in, without network, for a page that this phone has never opened. */
export default async function OfflinePage() {
  const t = await attendeeTalk()
  return (
    <Empty
      Icon={WifiOff}
      level={1}
      title={t('offline.title')}
      actions={
        <Button asChild>
          <Link href="/tickets">{t('places.tickets')}</Link>
        </Button>
      }
    >
      {t('offline.text')}
    </Empty>
  )
}
