'use client'

import Link from 'next/link'
import type { Event } from '#core/api/event.ts'
import { LiveCounts } from '#organizer/_office/live-counts.tsx'
import { StaffList } from '#organizer/_office/staff-list.tsx'
import type { Standing } from '#organizer/_office/standing.ts'
import { useCountsAtAGlance } from '#organizer/_office/use-counts.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { PhaseTag } from '#ui/event/event-phase.tsx'
import { titleOf } from '#ui/event/title-of.ts'
import { useNow } from '#ui/time/use-now.ts'
import { useFormat } from '#ui/words/use-format.ts'

type EventOfficeProps = { readonly event: Event; readonly standing: Standing }

/** One event from the side of those who run it, or help with its tickets. */
export function EventOffice({ event, standing }: EventOfficeProps) {
  const t = useOrganizerWords()
  const format = useFormat()
  const now = useNow()
  return (
    <Card className="space-y-6">
      <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div>
          <h2 className="text-xl font-semibold tracking-tight">{titleOf(event)}</h2>
          <p className="text-ink-soft">{format.moment(event.doorsAt, event.timeZone)}</p>
        </div>
        <PhaseTag event={event} now={now} />
      </header>
      {standing.canManage && (
        <>
          <Now event={event} />
          <div className="grid gap-8 md:grid-cols-2">
            <Sales event={event} />
            <StaffList eventId={event.eventId} />
          </div>
        </>
      )}
      <div className="flex flex-wrap gap-3">
        {waysIn(standing).map(({ path, words }) => (
          <Button key={path} asChild>
            <Link href={`/organizer/${event.eventId}${path}`}>{t(words)}</Link>
          </Button>
        ))}
        <Button asChild look="secondary">
          <Link href={`/events/${event.eventId}`}>{t('event.public')}</Link>
        </Button>
      </div>
    </Card>
  )
}

function Now({ event }: { readonly event: Event }) {
  return <LiveCounts counts={useCountsAtAGlance(event.eventId)} />
}

/** Whoever manages has one desk; a helper goes where his wallet can do something. */
function waysIn({ canManage, canIssue, canMark }: Standing) {
  if (canManage) return [{ path: '', words: 'office.manage' }] as const
  return [
    ...(canIssue ? [{ path: '/issue', words: 'office.issue' } as const] : []),
    ...(canMark ? [{ path: '/used', words: 'office.mark' } as const] : []),
  ]
}

function Sales({ event }: { readonly event: Event }) {
  const t = useOrganizerWords()
  return (
    <section>
      <h3 className="font-semibold">{t('event.issued')}</h3>
      <ul className="mt-2 space-y-3">
        {event.tiers.map((tier) => (
          <li key={tier.tierId}>
            <p className="flex justify-between gap-4">
              <span className="truncate">{tier.name}</span>
              <span className="tabular-nums">
                {t('event.soldOf', { sold: tier.sold, supply: tier.supply })}
              </span>
            </p>
            <progress
              value={tier.sold}
              max={tier.supply}
              aria-label={t('event.soldLabel', { tier: tier.name, sold: tier.sold, supply: tier.supply })}
              className="mt-1 h-2 w-full overflow-hidden rounded-full [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
