'use client'

import { Ban, CircleCheck, CircleDashed, CircleX, DoorOpen, Lock } from 'lucide-react'
import Link from 'next/link'
import type { Event } from '#core/api/event.ts'
import type { EventTicket } from '#core/api/office.ts'
import { displayTokenId } from '#core/token-id.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Tag } from '#ui/tag.tsx'
import { Address } from '#ui/wallet/address.tsx'
import { useFormat } from '#ui/words/use-format.ts'

const FACES = {
  entered: { tone: 'good', Icon: CircleCheck },
  refused: { tone: 'bad', Icon: CircleX },
  not_entered: { tone: 'plain', Icon: CircleDashed },
} as const

type TicketTableProps = { readonly event: Event; readonly tickets: readonly EventTicket[] }

/** Tickets in rows: number, tier, holder, and what became of them. */
export function TicketTable({ event, tickets }: TicketTableProps) {
  const t = useOrganizerWords()
  const tierNames = new Map(event.tiers.map(({ tierId, name }) => [tierId, name]))
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={t('tickets.table')}
      className="overflow-x-auto rounded-card border border-line bg-surface shadow-card"
    >
      <table className="w-full text-left">
        <thead className="border-b border-line text-sm text-ink-soft">
          <tr>
            <th className="px-4 py-2.5 font-medium">{t('tickets.number')}</th>
            <th className="hidden px-4 py-2.5 font-medium sm:table-cell">{t('tickets.tier')}</th>
            <th className="hidden px-4 py-2.5 font-medium sm:table-cell">{t('tickets.holder')}</th>
            <th className="px-4 py-2.5 font-medium">{t('tickets.state')}</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {tickets.map((ticket) => (
            <tr key={ticket.tokenId}>
              <td className="px-4 py-2.5 whitespace-nowrap">
                <Link
                  href={`/organizer/${event.eventId}/tickets/${ticket.tokenId}`}
                  className="font-medium text-accent-ink underline underline-offset-4"
                >
                  {displayTokenId(BigInt(ticket.tokenId))}
                </Link>
                {/* a phone has no room for columns of their own */}
                <span className="grid text-sm sm:hidden">
                  {tierNames.get(ticket.tierId)}
                  <Address value={ticket.holder} />
                </span>
              </td>
              <td className="hidden px-4 py-2.5 sm:table-cell">{tierNames.get(ticket.tierId)}</td>
              <td className="hidden px-4 py-2.5 sm:table-cell">
                <Address value={ticket.holder} />
              </td>
              <td className="px-4 py-2.5">
                <TicketState event={event} ticket={ticket} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function TicketState({ event, ticket }: { readonly event: Event; readonly ticket: EventTicket }) {
  const t = useOrganizerWords()
  const format = useFormat()
  const { tone, Icon } = FACES[ticket.attendance]
  return (
    <span className="flex flex-wrap gap-1.5">
      <Tag tone={tone} Icon={Icon}>
        {t(`tickets.${ticket.attendance}`)}
        {ticket.firstEntryAt && ` ${format.clock(ticket.firstEntryAt, event.timeZone)}`}
      </Tag>
      {ticket.isInside && (
        <Tag tone="info" Icon={DoorOpen}>
          {t('tickets.inside')}
        </Tag>
      )}
      {ticket.isUsed && (
        <Tag tone="info" Icon={Lock}>
          {t('tickets.used')}
        </Tag>
      )}
      {ticket.status !== 'valid' && (
        <Tag tone="bad" Icon={Ban}>
          {t(`tickets.${ticket.status}`)}
        </Tag>
      )}
    </span>
  )
}
