'use client'

import { useState } from 'react'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Button } from '#ui/button.tsx'

/** Pages of a list that is read by cursors: where each page up to the one in view begins. */
export function usePages() {
  const [starts, setStarts] = useState<readonly string[]>([''])
  return {
    number: starts.length,
    /** the cursor of the page in view; empty: from the beginning */
    after: starts.at(-1) ?? '',
    goTo: (start: string) => setStarts([...starts, start]),
    goBack: () => setStarts(starts.slice(0, -1)),
    restart: () => setStarts(['']),
  }
}

type PagerProps = {
  readonly pages: ReturnType<typeof usePages>
  /** where the next page begins; null: there is none */
  readonly next: string | null
  /** The page in view is still that of before. */
  readonly isLoading: boolean
}

/** Leads through the pages of a list; nothing where there is only one. */
export function Pager({ pages, next, isLoading }: PagerProps) {
  const t = useOrganizerWords()
  if (pages.number === 1 && next === null) return null
  return (
    <div className="mt-3 flex flex-wrap items-center gap-3">
      <Button look="secondary" disabled={pages.number === 1} onClick={pages.goBack}>
        {t('tickets.previous')}
      </Button>
      <span role="status">{t('tickets.page', { page: pages.number })}</span>
      <Button
        look="secondary"
        disabled={next === null || isLoading}
        onClick={() => next !== null && pages.goTo(next)}
      >
        {t('tickets.next')}
      </Button>
    </div>
  )
}
