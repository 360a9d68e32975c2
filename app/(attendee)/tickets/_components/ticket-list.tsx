'use client'

import { useQueries, useQuery } from '@tanstack/react-query'
import { Ticket } from 'lucide-react'
import Link from 'next/link'
import { useEffect } from 'react'
import type { Address } from 'viem'
import { useConnection } from 'wagmi'
import { useAttendeeWords } from '#attendee/_words/use-words.ts'
import { Loaded } from '#ui/api/loaded.tsx'
import { eventQuery, heldTicketsQuery } from '#ui/api/queries.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Empty } from '#ui/empty.tsx'
import { keepPages } from '#ui/offline/keeper.ts'
import { Skeleton } from '#ui/skeleton.tsx'
import { useNow } from '#ui/time/use-now.ts'
import { WalletChoices } from '#ui/wallet/wallet-choices.tsx'
import { CreditList } from './credit-list.tsx'
import { TicketRow } from './ticket-row.tsx'

/** The tickets of the connected wallet, or the way to connect one. */
export function TicketList() {
  const t = useAttendeeWords()
  const { address, status } = useConnection()
  if (address) {
    return (
      <>
        <Held holder={address} />
        {/* another wallet's credits are other credits */}
        <CreditList key={address} holder={address} />
      </>
    )
  }
  if (status === 'reconnecting') return <Skeleton label={t('tickets.looking')} />
  return (
    <Card className="max-w-md">
      <h2 className="mb-1 text-lg font-semibold">{t('tickets.which')}</h2>
      <p className="mb-4 text-ink-soft">{t('tickets.free')}</p>
      <WalletChoices />
    </Card>
  )
}

function Held({ holder }: { readonly holder: Address }) {
  const t = useAttendeeWords()
  const query = useQuery(heldTicketsQuery(holder))
  const ids = [...new Set(query.data?.map((ticket) => ticket.eventId))]
  const events = useQueries({ queries: ids.map((id) => eventQuery(id)) })
  const paths = query.data?.map(({ eventId, tokenId }) => `/tickets/${eventId}/${tokenId}`).join(' ')
  useEffect(() => {
    // so that a ticket opens without network even if only the list was opened before
    if (paths) keepPages(paths.split(' '))
  }, [paths])
  const now = useNow()
  return (
    <Loaded query={query} loading={<Skeleton label={t('tickets.loading')} />} missing={<None />}>
      {(tickets) =>
        tickets.length === 0 ? (
          <None />
        ) : (
          <ul className="grid gap-4 sm:grid-cols-2">
            {tickets.map((ticket) => (
              <li key={`${ticket.eventId}/${ticket.tokenId}`} className="min-w-0">
                <TicketRow
                  ticket={ticket}
                  event={events.find((event) => event.data?.eventId === ticket.eventId)?.data}
                  now={now}
                />
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  )
}

function None() {
  const t = useAttendeeWords()
  return (
    <Empty
      Icon={Ticket}
      title={t('tickets.noneTitle')}
      actions={
        <Button asChild>
          <Link href="/">{t('events.see')}</Link>
        </Button>
      }
    >
      {t('tickets.noneText')}
    </Empty>
  )
}
