'use client'

import type { Counts } from '#core/api/scan.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { useFormat } from '#ui/words/use-format.ts'

type LiveCountsProps = { readonly counts: Counts | undefined }

/** How many came, are inside, and were refused, at all gates together. */
export function LiveCounts({ counts }: LiveCountsProps) {
  const t = useOrganizerWords()
  return (
    <dl className="grid grid-cols-3 gap-3">
      <Count name={t('counts.admitted')} value={counts?.admitted} />
      <Count name={t('counts.inside')} value={counts?.inside} />
      <Count name={t('counts.refused')} value={counts?.refused} />
    </dl>
  )
}

function Count({ name, value }: { readonly name: string; readonly value: number | undefined }) {
  const format = useFormat()
  return (
    <div className="rounded-control bg-sunken px-3 py-3 text-center">
      <dt className="text-sm text-ink-soft">{name}</dt>
      <dd className="text-3xl font-semibold tracking-tight tabular-nums">
        {value === undefined ? '–' : format.number(value)}
      </dd>
    </div>
  )
}
