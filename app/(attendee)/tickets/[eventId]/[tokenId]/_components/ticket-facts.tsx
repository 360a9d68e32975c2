'use client'

import { LogIn } from 'lucide-react'
import Link from 'next/link'
import { useConnection } from 'wagmi'
import type { Event } from '#core/api/event.ts'
import type { Ticket } from '#core/api/ticket.ts'
import { Button } from '#ui/button.tsx'
import { errorWords } from '#ui/error-words.ts'
import { Fact, Facts } from '#ui/facts.tsx'
import { Notice } from '#ui/notice.tsx'
import { useSession } from '#ui/session/use-session.ts'
import { formatMoment } from '#ui/time/event-time.ts'
import { Address } from '#ui/wallet/address.tsx'

type TicketFactsProps = { readonly event: Event; readonly ticket: Ticket }

/** When, whose, and where it was used; the last is for its holder alone. */
export function TicketFacts({ event, ticket }: TicketFactsProps) {
  return (
    <section aria-labelledby="ticket-facts">
      <h2 id="ticket-facts" className="mb-1 text-xl font-semibold tracking-tight">
        Good to know
      </h2>
      <Facts>
        <Fact name="Doors">{formatMoment(event.doorsAt, event.timeZone)}</Fact>
        <Fact name="End">{formatMoment(event.endsAt, event.timeZone)}</Fact>
        <Fact name="Holder">
          <Address value={ticket.holder} />
        </Fact>
        <Fact name="Yours since">{formatMoment(ticket.acquiredAt, event.timeZone)}</Fact>
        <Fact name="Ticket">
          <span className="font-mono text-[0.92em]">{ticket.tokenId}</span>
        </Fact>
      </Facts>
      <Entries event={event} ticket={ticket} />
      <Button asChild look="quiet" className="-mx-4 mt-2">
        <Link href={`/events/${event.eventId}`}>About the event</Link>
      </Button>
    </section>
  )
}

function Entries({ event, ticket }: TicketFactsProps) {
  const { address } = useConnection()
  const { signIn, isSigningIn, error } = useSession()
  if (ticket.scans === undefined) {
    if (address?.toLowerCase() !== ticket.holder) return null
    return (
      <div className="mt-4 space-y-3">
        {error && (
          <Notice tone="bad" title={errorWords(error).title}>
            {errorWords(error).advice}
          </Notice>
        )}
        <Button look="secondary" isBusy={isSigningIn} onClick={() => signIn()}>
          <LogIn aria-hidden="true" className="size-4" /> Sign in to see its entries
        </Button>
      </div>
    )
  }
  const admitted = ticket.scans.filter((scan) => scan.verdict === 'admit')
  if (admitted.length === 0) return <p className="mt-4 text-ink-soft">Not used at any gate yet.</p>
  return (
    <>
      <h3 className="mt-6 font-semibold">Entries and exits</h3>
      <ul className="mt-1 divide-y divide-line">
        {admitted.map((scan) => (
          <li key={scan.scanId} className="flex justify-between gap-4 py-2.5">
            <span>
              {scan.direction === 'entry' ? 'In' : 'Out'} at{' '}
              {event.gates.find((gate) => gate.gateId === scan.gateId)?.name ?? `gate ${scan.gateId}`}
            </span>
            <span className="tabular-nums">{formatMoment(scan.datetime, event.timeZone)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
