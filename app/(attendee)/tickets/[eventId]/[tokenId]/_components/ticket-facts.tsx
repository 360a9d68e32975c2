'use client'

import { LogIn } from 'lucide-react'
import Link from 'next/link'
import { useConnection } from 'wagmi'
import { useAttendeeWords } from '#attendee/_words/use-words.ts'
import type { Event } from '#core/api/event.ts'
import type { Ticket } from '#core/api/ticket.ts'
import { Button } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Fact, Facts } from '#ui/facts.tsx'
import { useSession } from '#ui/session/use-session.ts'
import { Address } from '#ui/wallet/address.tsx'
import { useFormat } from '#ui/words/use-format.ts'

type TicketFactsProps = { readonly event: Event; readonly ticket: Ticket }

/** When, whose, and where it was used; the last is for its holder alone. */
export function TicketFacts({ event, ticket }: TicketFactsProps) {
  const t = useAttendeeWords()
  const format = useFormat()
  return (
    <section aria-labelledby="ticket-facts">
      <h2 id="ticket-facts" className="mb-1 text-xl font-semibold tracking-tight">
        {t('ticket.facts')}
      </h2>
      <Facts>
        <Fact name={t('ticket.doors')}>{format.moment(event.doorsAt, event.timeZone)}</Fact>
        <Fact name={t('ticket.end')}>{format.moment(event.endsAt, event.timeZone)}</Fact>
        {event.description?.venue && <Fact name={t('event.venue')}>{event.description.venue}</Fact>}
        <Fact name={t('ticket.holder')}>
          <Address value={ticket.holder} />
        </Fact>
        <Fact name={t('ticket.since')}>{format.moment(ticket.acquiredAt, event.timeZone)}</Fact>
        <Fact name={t('ticket.ticket')}>
          <span className="font-mono text-[0.92em]">{ticket.tokenId}</span>
        </Fact>
      </Facts>
      <Entries event={event} ticket={ticket} />
      <Button asChild look="quiet" className="-mx-4 mt-2">
        <Link href={`/events/${event.eventId}`}>{t('ticket.about')}</Link>
      </Button>
    </section>
  )
}

function Entries({ event, ticket }: TicketFactsProps) {
  const t = useAttendeeWords()
  const format = useFormat()
  const { address } = useConnection()
  const { session, signIn, isSigningIn, error } = useSession()
  if (ticket.scans === undefined) {
    // who has signed in is being answered
    if (session || address?.toLowerCase() !== ticket.holder) return null
    return (
      <div className="mt-4 space-y-3">
        {error && <ErrorNotice error={error} />}
        <Button look="secondary" isBusy={isSigningIn} onClick={() => signIn()}>
          <LogIn aria-hidden="true" className="size-4" /> {t('ticket.signIn')}
        </Button>
      </div>
    )
  }
  const gateName = (gateId: string) =>
    event.gates.find((gate) => gate.gateId === gateId)?.name ?? t('ticket.gate', { gate: gateId })
  const admitted = ticket.scans.filter((scan) => scan.verdict === 'admit')
  if (admitted.length === 0) return <p className="mt-4 text-ink-soft">{t('ticket.unused')}</p>
  return (
    <>
      <h3 className="mt-6 font-semibold">{t('ticket.entries')}</h3>
      <ul className="mt-1 divide-y divide-line">
        {admitted.map((scan) => (
          <li key={scan.scanId} className="flex justify-between gap-4 py-2.5">
            <span>
              {t(scan.direction === 'entry' ? 'ticket.in' : 'ticket.out', { gate: gateName(scan.gateId) })}
            </span>
            <span className="tabular-nums">{format.moment(scan.datetime, event.timeZone)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
