'use client'

import { useEffect, useState } from 'react'
import { LOCALES, type Locale, toLocale } from '#core/locale.ts'
import { loadUiWords } from '#ui/words/load.ts'
import type { Words } from '#ui/words/message.ts'
import { WordsProvider } from '#ui/words/words-provider.tsx'
import PageError from './error.tsx'
import './globals.css'

type Said = { readonly locale: Locale; readonly words: Words }

/** The last catch, for a fault in the root layout itself; it brings its own document and its own words. */
export default function GlobalError(props: { readonly error: Error; readonly reset: () => void }) {
  const [said, setSaid] = useState<Said>()
  useEffect(() => {
    const locale = toLocale(navigator.language) ?? LOCALES[0]
    void loadUiWords(locale).then((words) => setSaid({ locale, words }))
  }, [])
  return (
    <html lang={said?.locale}>
      <body className="min-h-dvh font-sans antialiased">
        {said && (
          <WordsProvider locale={said.locale} room="ui" words={said.words}>
            <PageError {...props} />
          </WordsProvider>
        )}
      </body>
    </html>
  )
}
