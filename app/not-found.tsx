import { Compass } from 'lucide-react'
import Link from 'next/link'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { Wordmark } from '#ui/mark.tsx'
import { uiTalk } from '#ui/words/ui-talk.ts'

/** The answer to an address that is none. */
export default async function NotFound() {
  const t = await uiTalk()
  return (
    <div className="mx-auto flex min-h-dvh max-w-xl flex-col px-4 py-6">
      <header>
        <Link href="/" aria-label={t('site.start')} className="inline-block rounded-lg py-2">
          <Wordmark />
        </Link>
      </header>
      <main className="flex flex-1 flex-col justify-center">
        <Empty
          Icon={Compass}
          level={1}
          title={t('notFound.title')}
          actions={
            <>
              <Button asChild>
                <Link href="/">{t('notFound.events')}</Link>
              </Button>
              <Button asChild look="secondary">
                <Link href="/tickets">{t('notFound.tickets')}</Link>
              </Button>
            </>
          }
        >
          {t('notFound.text')}
        </Empty>
      </main>
    </div>
  )
}
