'use client'

import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { useFormat } from '#ui/words/use-format.ts'
import type { Minute } from './pace.ts'

type PaceTableProps = { readonly minutes: readonly Minute[]; readonly clock: (at: number) => string }

/** What a chart shows, in numbers, for who cannot or does not want to read it from bars; minutes with nothing are left out. */
export function PaceTable({ minutes, clock }: PaceTableProps) {
  const t = useOrganizerWords()
  const format = useFormat()
  const busy = minutes.filter(({ admitted, refused }) => admitted + refused > 0)
  return (
    <details className="mt-3">
      <summary className="min-h-11 cursor-pointer content-center text-accent-ink">
        {t('live.asTable')}
      </summary>
      {busy.length === 0 ? (
        <p className="text-ink-soft">{t('live.nothing')}</p>
      ) : (
        <table className="mt-2 w-full text-left tabular-nums">
          <caption className="sr-only">{t('live.pace')}</caption>
          <thead className="border-b border-line text-sm text-ink-soft">
            <tr>
              <th scope="col" className="py-1.5 font-medium">
                {t('live.minute')}
              </th>
              <th scope="col" className="py-1.5 text-right font-medium">
                {t('counts.admitted')}
              </th>
              <th scope="col" className="py-1.5 text-right font-medium">
                {t('counts.refused')}
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {busy.map(({ at, admitted, refused }) => (
              <tr key={at}>
                <th scope="row" className="py-1.5 font-normal">
                  {clock(at)}
                </th>
                <td className="py-1.5 text-right">{format.number(admitted)}</td>
                <td className="py-1.5 text-right">{format.number(refused)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  )
}
