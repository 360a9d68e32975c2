'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Address } from 'viem'
import { useAttendeeWords } from '#attendee/_words/use-words.ts'
import type { Credit } from '#core/api/credit.ts'
import { creditsQuery } from '#ui/api/queries.ts'
import { CreditRow } from './credit-row.tsx'

/** What events owe the connected wallet; nothing where none owes it anything. */
export function CreditList({ holder }: { readonly holder: Address }) {
  const t = useAttendeeWords()
  const { data } = useQuery(creditsQuery(holder))
  // a credit that is being withdrawn here stays in view: it says how that went
  const [taken, setTaken] = useState<readonly Credit[]>([])
  const gone = taken.filter(({ eventId }) => !data?.some((owed) => owed.eventId === eventId))
  const shown = [...gone, ...(data ?? [])]
  if (shown.length === 0) return null
  return (
    <section aria-labelledby="credits" className="mt-10">
      <h2 id="credits" className="text-xl font-semibold tracking-tight">
        {t('credits.title')}
      </h2>
      <p className="mt-1 mb-3 max-w-prose text-ink-soft">{t('credits.lead')}</p>
      <ul className="grid gap-4 sm:grid-cols-2">
        {shown.map((credit) => (
          <li key={credit.eventId}>
            <CreditRow
              credit={credit}
              holder={holder}
              onWithdraw={() =>
                setTaken((others) => [...others.filter(({ eventId }) => eventId !== credit.eventId), credit])
              }
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
