'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowLeft, CalendarX } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import type { Event } from '#core/api/event.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Loaded } from '#ui/api/loaded.tsx'
import { eventQuery, meQuery } from '#ui/api/queries.ts'
import { classNames } from '#ui/class-names.ts'
import { Empty } from '#ui/empty.tsx'
import { PhaseTag } from '#ui/event/event-phase.tsx'
import { titleOf } from '#ui/event/title-of.ts'
import { Notice } from '#ui/notice.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { useNow } from '#ui/time/use-now.ts'
import { useFormat } from '#ui/words/use-format.ts'
import { Entrance } from './entrance.tsx'
import { type Standing, standingAt } from './standing.ts'
import { TakeOver } from './take-over.tsx'

const SECTIONS = [
  { name: 'now', path: '', needs: 'canManage' },
  { name: 'tickets', path: '/tickets', needs: 'canManage' },
  { name: 'issue', path: '/issue', needs: 'canIssue' },
  { name: 'used', path: '/used', needs: 'canMark' },
  { name: 'money', path: '/money', needs: 'canManage' },
  { name: 'settings', path: '/settings', needs: 'canManage' },
] as const satisfies readonly { name: string; path: string; needs: keyof Standing }[]

type DeskProps = {
  readonly eventId: string
  /** who gets in; the organizer and managers where nothing is said */
  readonly needs?: keyof Standing
  readonly children: (event: Event, standing: Standing) => ReactNode
}

/** One part of an event's desk, for those who may do something there; or the way in. */
export function Desk(props: DeskProps) {
  return <Entrance>{({ address }) => <Inside {...props} staff={address} />}</Entrance>
}

function Inside({ eventId, needs = 'canManage', staff, children }: DeskProps & { readonly staff: string }) {
  const t = useOrganizerWords()
  const me = useQuery(meQuery(staff))
  const event = useQuery(eventQuery(eventId))
  const loading = <Skeleton label={t('office.loadingOne')} className="h-64" />
  return (
    <Loaded query={me} loading={loading} missing={<Missing eventId={eventId} />}>
      {(found) => {
        const standing = standingAt(found, eventId)
        if (!standing.canIssue && !standing.canMark) return <Missing eventId={eventId} />
        return (
          <Loaded query={event} loading={loading} missing={<Missing eventId={eventId} />}>
            {(at) => (
              <>
                <Head event={at} standing={standing} />
                <TakeOver event={at} />
                {standing[needs] ? children(at, standing) : <Notice title={t('desk.otherPart')} />}
              </>
            )}
          </Loaded>
        )
      }}
    </Loaded>
  )
}

/** On a phone the parts are wider than the screen. */
function scrollIntoView(link: HTMLAnchorElement | null) {
  link?.scrollIntoView({ block: 'nearest', inline: 'center' })
}

function Head({ event, standing }: { readonly event: Event; readonly standing: Standing }) {
  const t = useOrganizerWords()
  const format = useFormat()
  const now = useNow()
  const pathname = decodeURIComponent(usePathname())
  const home = `/organizer/${event.eventId}`
  return (
    <header className="mb-6 print:hidden">
      <Link href="/organizer" className="inline-flex items-center gap-1.5 text-accent-ink">
        <ArrowLeft aria-hidden="true" className="size-4" /> {t('desk.back')}
      </Link>
      <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1">
        <h1 className="text-3xl font-semibold tracking-tight wrap-anywhere">{titleOf(event)}</h1>
        <PhaseTag event={event} now={now} />
      </div>
      <p className="mt-1 text-ink-soft">
        {format.moment(event.doorsAt, event.timeZone)}
        {event.description?.venue && ` · ${event.description.venue}`}
      </p>
      <nav aria-label={t('desk.sections')} className="mt-4 -mx-1 overflow-x-auto border-b border-line">
        <ul className="flex px-1 sm:gap-1">
          {SECTIONS.filter(({ needs }) => standing[needs]).map(({ name, path }) => {
            const isHere = path === '' ? pathname === home : pathname.startsWith(home + path)
            return (
              <li key={name}>
                <Link
                  ref={isHere ? scrollIntoView : undefined}
                  href={home + path}
                  aria-current={isHere ? 'page' : undefined}
                  className={classNames(
                    'inline-flex min-h-11 items-center border-b-2 px-2.5 font-medium sm:px-3',
                    isHere ? 'border-accent text-ink' : 'border-transparent text-ink-soft hover:text-ink',
                  )}
                >
                  {t(`desk.${name}`)}
                </Link>
              </li>
            )
          })}
        </ul>
      </nav>
    </header>
  )
}

function Missing({ eventId }: Pick<DeskProps, 'eventId'>) {
  const t = useOrganizerWords()
  return (
    <>
      <TakeOver event={{ eventId }} />
      <Empty Icon={CalendarX} level={1} title={t('desk.missing')}>
        {t('desk.missingText')}
      </Empty>
    </>
  )
}
