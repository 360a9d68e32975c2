'use client'

import { useQuery } from '@tanstack/react-query'
import type { Event } from '#core/api/event.ts'
import type { Stats } from '#core/api/office.ts'
import { Desk } from '#organizer/_office/desk.tsx'
import { LiveCounts } from '#organizer/_office/live-counts.tsx'
import { statsQuery } from '#organizer/_office/queries.ts'
import { StaffList } from '#organizer/_office/staff-list.tsx'
import { useCounts } from '#organizer/_office/use-counts.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Loaded } from '#ui/api/loaded.tsx'
import { Card } from '#ui/card.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { GateShares } from './gate-shares.tsx'
import { PaceChart } from './pace-chart.tsx'
import { Shares } from './shares.tsx'

/** What goes on at the doors now, and who works there. */
export function DeskNow({ eventId }: { readonly eventId: string }) {
  return <Desk eventId={eventId}>{(event) => <Numbers event={event} />}</Desk>
}

function Numbers({ event }: { readonly event: Event }) {
  const t = useOrganizerWords()
  const query = useQuery(statsQuery(event.eventId))
  const counts = useCounts(event.eventId)
  return (
    <div className="space-y-6">
      <LiveCounts counts={counts} />
      <Loaded query={query} loading={<Skeleton label={t('office.loadingOne')} />} missing={null}>
        {(stats) => (
          <>
            <PaceChart event={event} stats={stats} />
            <div className="grid gap-6 md:grid-cols-2">
              <GateShares event={event} counts={counts} />
              <Card>
                <h2 className="font-semibold">{t('live.attendance')}</h2>
                <Shares shares={attendanceOf(stats, t)} />
              </Card>
              <Card>
                <h2 className="font-semibold">{t('live.reasons')}</h2>
                {stats.refusals.length === 0 ? (
                  <p className="mt-2 text-ink-soft">{t('live.noReasons')}</p>
                ) : (
                  <Shares
                    shares={stats.refusals.map(({ reason, count }) => ({
                      name: t(`reason.${reason}`),
                      count,
                      tone: 'bad',
                    }))}
                  />
                )}
              </Card>
            </div>
          </>
        )}
      </Loaded>
      <Card>
        <StaffList eventId={event.eventId} />
      </Card>
    </div>
  )
}

function attendanceOf({ attendance }: Stats, t: ReturnType<typeof useOrganizerWords>) {
  return [
    { name: t('live.entered'), count: attendance.entered, tone: 'good' },
    { name: t('live.refusedOnly'), count: attendance.refused, tone: 'bad' },
    { name: t('live.notEntered'), count: attendance.notEntered, tone: 'plain' },
  ] as const
}
