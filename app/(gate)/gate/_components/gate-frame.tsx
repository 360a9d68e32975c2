'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { Wordmark } from '#ui/mark.tsx'
import { LanguageChoice } from '#ui/words/language-choice.tsx'
import { useUiWords } from '#ui/words/use-ui-words.ts'

type GateFrameProps = { readonly title: string; readonly lead: ReactNode; readonly children?: ReactNode }

/** What stands around the steps before scanning. */
export function GateFrame({ title, lead, children }: GateFrameProps) {
  const t = useUiWords()
  return (
    <div className="mx-auto flex min-h-dvh max-w-md flex-col px-5 py-5">
      <header className="flex items-center justify-between">
        <Link href="/" aria-label={t('site.start')} className="inline-block rounded-lg py-2">
          <Wordmark />
        </Link>
        <LanguageChoice />
      </header>
      <main className="flex-1 py-8">
        <h1 className="text-3xl font-semibold tracking-tight">{title}</h1>
        <p className="mt-2 text-lg text-ink-soft">{lead}</p>
        <div className="mt-8">{children}</div>
      </main>
    </div>
  )
}
