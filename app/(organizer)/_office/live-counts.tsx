'use client'

import { useEffect, useState } from 'react'
import type { Event } from '#core/api/event.ts'
import type { Counts } from '#core/api/scan.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { watchCounts } from '#ui/api/watch-counts.ts'

/** How many came, are inside, and were refused, as it happens. */
export function LiveCounts({ event }: { readonly event: Event }) {
  const t = useOrganizerWords()
  const [counts, setCounts] = useState<Counts>()
  useEffect(() => {
    const watching = new AbortController()
    void watchCounts(event.eventId, setCounts, watching.signal)
    return () => watching.abort()
  }, [event.eventId])
  return (
    <section aria-label={t('counts.label', { event: event.name })}>
      <dl className="grid grid-cols-3 gap-3">
        <Count name={t('counts.admitted')} value={counts?.admitted} />
        <Count name={t('counts.inside')} value={counts?.inside} />
        <Count name={t('counts.refused')} value={counts?.refused} />
      </dl>
      {counts && counts.perGate.length > 0 && (
        <p className="mt-2 text-ink-soft">
          {counts.perGate
            .map(({ gateId, admitted }) => {
              const gate = event.gates.find((each) => each.gateId === gateId)
              return t('counts.perGate', {
                gate: gate?.name ?? t('counts.gate', { gate: gateId }),
                number: admitted,
              })
            })
            .join(' · ')}
        </p>
      )}
    </section>
  )
}

function Count({ name, value }: { readonly name: string; readonly value: number | undefined }) {
  return (
    <div className="rounded-control bg-sunken px-3 py-3 text-center">
      <dt className="text-sm text-ink-soft">{name}</dt>
      <dd className="text-3xl font-semibold tracking-tight tabular-nums">{value ?? '–'}</dd>
    </div>
  )
}
