'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowLeft, TicketX } from 'lucide-react'
import Link from 'next/link'
import type { Event } from '#core/api/event.ts'
import type { Ticket } from '#core/api/ticket.ts'
import { displayTokenId } from '#core/token-id.ts'
import { Desk } from '#organizer/_office/desk.tsx'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Loaded } from '#ui/api/loaded.tsx'
import { ticketQuery } from '#ui/api/queries.ts'
import { Card } from '#ui/card.tsx'
import { Empty } from '#ui/empty.tsx'
import { currencyOf } from '#ui/event/currency-of.ts'
import { useMoney } from '#ui/event/money.ts'
import { Fact, Facts } from '#ui/facts.tsx'
import { useSession } from '#ui/session/use-session.ts'
import { Skeleton } from '#ui/skeleton.tsx'
import { Address } from '#ui/wallet/address.tsx'
import { TicketActions } from './ticket-actions.tsx'
import { TicketHistory } from './ticket-history.tsx'

type DeskTicketProps = { readonly eventId: string; readonly tokenId: string }

/** One ticket from the organizer's side: what it is, what happened to it, and what can be done about it. */
export function DeskTicket({ eventId, tokenId }: DeskTicketProps) {
  return <Desk eventId={eventId}>{(event) => <TicketView event={event} tokenId={tokenId} />}</Desk>
}

function TicketView({ event, tokenId }: { readonly event: Event; readonly tokenId: string }) {
  const t = useOrganizerWords()
  const { session } = useSession()
  const query = useQuery(ticketQuery(event.eventId, tokenId, session))
  return (
    <div className="space-y-6">
      <div>
        <Link
          href={`/organizer/${event.eventId}/tickets`}
          className="inline-flex items-center gap-1.5 text-accent-ink"
        >
          <ArrowLeft aria-hidden="true" className="size-4" /> {t('ticket.back')}
        </Link>
        <h2 className="mt-1 text-2xl font-semibold tracking-tight">
          {t('ticket.title', { number: displayTokenId(BigInt(tokenId)) })}
        </h2>
      </div>
      <Loaded
        query={query}
        loading={<Skeleton label={t('tickets.loading')} className="h-64" />}
        missing={
          <Empty Icon={TicketX} title={t('ticket.missing')}>
            {t('ticket.missingText')}
          </Empty>
        }
      >
        {(ticket) => (
          <div className="grid gap-6 lg:grid-cols-2">
            <div className="space-y-6">
              <TicketFacts event={event} ticket={ticket} />
              <TicketActions event={event} ticket={ticket} />
            </div>
            <TicketHistory event={event} ticket={ticket} />
          </div>
        )}
      </Loaded>
    </div>
  )
}

function TicketFacts({ event, ticket }: { readonly event: Event; readonly ticket: Ticket }) {
  const t = useOrganizerWords()
  const money = useMoney(currencyOf(event))
  const tier = event.tiers.find(({ tierId }) => tierId === ticket.tierId)
  const refund =
    ticket.status === 'refunded'
      ? t('ticket.refundDone')
      : ticket.refundable === '0'
        ? t('ticket.refundNone')
        : t('ticket.refundOpen', { amount: money(ticket.refundable) })
  return (
    <Card>
      <Facts>
        <Fact name={t('ticket.holder')}>
          <Address value={ticket.holder} />
        </Fact>
        <Fact name={t('ticket.tier')}>{tier?.name}</Fact>
        <Fact name={t('ticket.paid')}>
          {ticket.pricePaid === null ? t('ticket.free') : money(ticket.pricePaid)}
        </Fact>
        <Fact name={t('ticket.refund')}>{refund}</Fact>
      </Facts>
      <Link
        href={`/tickets/${event.eventId}/${ticket.tokenId}`}
        className="mt-3 inline-block text-accent-ink underline underline-offset-4"
      >
        {t('ticket.public')}
      </Link>
    </Card>
  )
}
