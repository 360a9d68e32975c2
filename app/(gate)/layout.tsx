import type { ReactNode } from 'react'
import { readLocale } from '#ui/words/read-locale.ts'
import { WordsProvider } from '#ui/words/words-provider.tsx'
import { loadGateWords } from './_words/load.ts'

/** Pages for the gate: dark by default, as a white screen blinds steward and guest at night. */
export default async function GateLayout({ children }: { readonly children: ReactNode }) {
  const locale = await readLocale()
  return (
    <WordsProvider locale={locale} room="gate" words={await loadGateWords(locale)}>
      <div data-theme="dark" className="min-h-dvh bg-paper text-ink">
        {children}
      </div>
    </WordsProvider>
  )
}
