'use client'

import { Ban, ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { useAttendeeWords } from '#attendee/_words/use-words.ts'
import type { Event } from '#core/api/event.ts'
import type { HeldTicket } from '#core/api/ticket.ts'
import { numberOf } from '#core/token-id.ts'
import { PhaseTag } from '#ui/event/event-phase.tsx'
import { titleOf } from '#ui/event/title-of.ts'
import { Tag } from '#ui/tag.tsx'
import { useFormat } from '#ui/words/use-format.ts'

type TicketRowProps = {
  readonly ticket: HeldTicket
  /** Undefined while it is being loaded. */
  readonly event: Event | undefined
  readonly now: number
}

/** One ticket among others; the whole row is the link. */
export function TicketRow({ ticket, event, now }: TicketRowProps) {
  const t = useAttendeeWords()
  const format = useFormat()
  const number = `${numberOf(BigInt(ticket.tokenId))}`
  const tier = event?.tiers.find((each) => each.tierId === ticket.tierId)
  return (
    <article className="relative flex items-center gap-4 rounded-card border border-line bg-surface p-4 shadow-card transition-colors hover:border-accent-ink">
      <div className="grid size-14 shrink-0 place-items-center rounded-control bg-accent-wash text-center leading-tight text-accent-ink">
        <span aria-hidden="true" className="text-lg font-semibold tabular-nums">
          {number}
        </span>
        <span className="sr-only">{t('tickets.number', { number })}</span>
      </div>
      <div className="min-w-0 flex-1">
        <h2 className="truncate font-semibold">
          <Link
            href={`/tickets/${ticket.eventId}/${ticket.tokenId}`}
            className="after:absolute after:inset-0 after:rounded-card"
          >
            {event ? titleOf(event) : t('tickets.ticket')}
          </Link>
        </h2>
        <p className="truncate text-ink-soft">{tier?.name}</p>
        {event && <p className="truncate text-ink-soft">{format.moment(event.doorsAt, event.timeZone)}</p>}
        {event?.description?.venue && <p className="truncate text-ink-soft">{event.description.venue}</p>}
        <p className="mt-1.5">
          {ticket.status !== 'valid' ? (
            <Tag tone="bad" Icon={Ban}>
              {t(`tickets.${ticket.status}`)}
            </Tag>
          ) : (
            event && <PhaseTag event={event} now={now} />
          )}
        </p>
      </div>
      <ChevronRight aria-hidden="true" className="size-5 shrink-0 text-ink-soft" />
    </article>
  )
}
