'use client'

import { useQuery } from '@tanstack/react-query'
import type { Address } from 'viem'
import { useKeptInView } from '#attendee/_components/use-kept-in-view.ts'
import { useAttendeeWords } from '#attendee/_words/use-words.ts'
import { creditsQuery } from '#ui/api/queries.ts'
import { CreditRow } from './credit-row.tsx'

/** What events owe the connected wallet; nothing where none owes it anything. */
export function CreditList({ holder }: { readonly holder: Address }) {
  const t = useAttendeeWords()
  const { data = [] } = useQuery(creditsQuery(holder))
  const { shown, keep } = useKeptInView(data, ({ eventId }) => eventId)
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
            <CreditRow credit={credit} holder={holder} onWithdraw={() => keep(credit)} />
          </li>
        ))}
      </ul>
    </section>
  )
}
