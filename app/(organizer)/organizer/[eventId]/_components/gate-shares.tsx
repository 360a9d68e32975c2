'use client'

import type { Event } from '#core/api/event.ts'
import type { Counts } from '#core/api/scan.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Card } from '#ui/card.tsx'
import { Shares } from './shares.tsx'

type GateSharesProps = { readonly event: Event; readonly counts: Counts | undefined }

/** How many came in at each gate, and how many were refused there. */
export function GateShares({ event, counts }: GateSharesProps) {
  const t = useOrganizerWords()
  const gates = counts?.perGate ?? []
  const nameOf = (gateId: string) =>
    event.gates.find((each) => each.gateId === gateId)?.name ?? t('counts.gate', { gate: gateId })
  return (
    <Card>
      <h2 className="font-semibold">{t('live.byGate')}</h2>
      {gates.length === 0 ? (
        <p className="mt-2 text-ink-soft">{t('live.noGates')}</p>
      ) : (
        <Shares
          shares={gates.flatMap(({ gateId, admitted, refused }) => [
            {
              name: t('live.gateAdmitted', { gate: nameOf(gateId) }),
              count: admitted,
              tone: 'good' as const,
            },
            { name: t('live.gateRefused', { gate: nameOf(gateId) }), count: refused, tone: 'bad' as const },
          ])}
        />
      )}
    </Card>
  )
}
