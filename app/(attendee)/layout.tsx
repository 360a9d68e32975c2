import Link from 'next/link'
import type { ReactNode } from 'react'
import { SiteHeader } from '#ui/site-header.tsx'
import { readLocale } from '#ui/words/read-locale.ts'
import { WordsProvider } from '#ui/words/words-provider.tsx'
import { attendeeTalk, loadAttendeeWords } from './_words/load.ts'

/** Pages for guests. */
export default async function AttendeeLayout({ children }: { readonly children: ReactNode }) {
  const locale = await readLocale()
  const t = await attendeeTalk()
  const places = [
    { href: '/', label: t('places.events') },
    { href: '/tickets', label: t('places.tickets') },
  ]
  return (
    <WordsProvider locale={locale} room="attendee" words={await loadAttendeeWords(locale)}>
      <div className="flex min-h-dvh flex-col">
        <SiteHeader places={places} />
        <main className="mx-auto w-full max-w-5xl flex-1 px-4 py-8 sm:px-6 sm:py-10">{children}</main>
        <footer className="border-t border-line">
          <nav
            aria-label={t('places.staff')}
            className="mx-auto flex max-w-5xl flex-wrap gap-x-6 px-4 py-4 text-ink-soft sm:px-6 [&>a]:inline-flex [&>a]:min-h-11 [&>a]:items-center [&>a:hover]:text-ink"
          >
            {/* few guests go there, so nothing is fetched ahead */}
            <Link href="/gate" prefetch={false}>
              {t('places.gate')}
            </Link>
            <Link href="/organizer" prefetch={false}>
              {t('places.organizer')}
            </Link>
            <a href="/api/docs">{t('places.api')}</a>
          </nav>
        </footer>
      </div>
    </WordsProvider>
  )
}
