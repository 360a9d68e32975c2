'use client'

import { Ban, CalendarX, CircleCheck, type LucideIcon, Undo2 } from 'lucide-react'
import { useConnection } from 'wagmi'
import { decideMoves } from '#attendee/_ticket/decide-moves.ts'
import { useAttendeeWords } from '#attendee/_words/use-words.ts'
import { isSameAddress } from '#core/address.ts'
import type { Event } from '#core/api/event.ts'
import type { Ticket } from '#core/api/ticket.ts'
import { ConnectHolder } from './connect-holder.tsx'

type Kind = 'canceled' | 'void' | 'refunded' | 'ended'

const ICONS: Record<Kind, LucideIcon> = {
  canceled: CalendarX,
  void: Ban,
  refunded: Undo2,
  ended: CircleCheck,
}

type TicketOverProps = {
  readonly kind: Kind
  readonly event: Event
  readonly ticket: Ticket
  readonly now: number
}

/** A ticket that opens no gate any more, and why; where there is money in it, its holder's way to that. */
export function TicketOver({ kind, event, ticket, now }: TicketOverProps) {
  const t = useAttendeeWords()
  const { address } = useConnection()
  const tier = event.tiers.find((each) => each.tierId === ticket.tierId)
  const moves = tier && decideMoves({ event, tier, ticket, now })
  const hasMoney = moves !== undefined && (moves.refund > 0n || moves.canOpenRefunds)
  const Icon = ICONS[kind]
  return (
    <>
      <div className="px-2 py-10 text-center">
        <Icon aria-hidden="true" className="mx-auto size-10 text-ink-soft" strokeWidth={1.5} />
        <h2 className="mt-4 text-xl font-semibold tracking-tight">{t(`over.${kind}Title`)}</h2>
        <p className="mx-auto mt-2 max-w-sm text-ink-soft">{t(`over.${kind}Text`)}</p>
      </div>
      {hasMoney && !isSameAddress(address, ticket.holder) && (
        <ConnectHolder isOther={address !== undefined} holder={ticket.holder} why="money" />
      )}
    </>
  )
}
