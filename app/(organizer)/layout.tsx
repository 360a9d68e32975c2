import type { ReactNode } from 'react'
import { SiteHeader } from '#ui/site-header.tsx'
import { readLocale } from '#ui/words/read-locale.ts'
import { WordsProvider } from '#ui/words/words-provider.tsx'
import { loadOrganizerWords, organizerTalk } from './_words/load.ts'

/** Pages for organizers and managers. */
export default async function OrganizerLayout({ children }: { readonly children: ReactNode }) {
  const locale = await readLocale()
  const t = await organizerTalk()
  const places = [
    { href: '/organizer', label: t('places.organizer') },
    { href: '/gate', label: t('places.gate') },
  ]
  return (
    <WordsProvider locale={locale} room="organizer" words={await loadOrganizerWords(locale)}>
      <div className="flex min-h-dvh flex-col">
        <SiteHeader places={places} />
        <main className="mx-auto w-full max-w-5xl flex-1 px-4 py-8 sm:px-6 sm:py-10">{children}</main>
      </div>
    </WordsProvider>
  )
}
