'use client'

import {
  ArrowRightLeft,
  Ban,
  CircleCheck,
  CircleX,
  DoorOpen,
  Gift,
  HandCoins,
  Lock,
  LockOpen,
  type LucideIcon,
  Megaphone,
  RefreshCw,
  ShoppingCart,
  Ticket as TicketIcon,
  Undo2,
} from 'lucide-react'
import type { Event } from '#core/api/event.ts'
import type { Ticket } from '#core/api/ticket.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Card } from '#ui/card.tsx'
import { useFormat } from '#ui/words/use-format.ts'
import { type Happening, placeOf, projectHistory, timeOf } from './history.ts'
import { WhatHappened } from './what-happened.tsx'

const FACES: Readonly<Record<Happening['kind'], { readonly Icon: LucideIcon; readonly ink: string }>> = {
  bought: { Icon: ShoppingCart, ink: 'text-accent-ink' },
  claimed: { Icon: Gift, ink: 'text-accent-ink' },
  issued: { Icon: TicketIcon, ink: 'text-accent-ink' },
  moved: { Icon: ArrowRightLeft, ink: 'text-accent-ink' },
  resold: { Icon: HandCoins, ink: 'text-accent-ink' },
  reissue_announced: { Icon: Megaphone, ink: 'text-warn-ink' },
  reissue_dropped: { Icon: Undo2, ink: 'text-ink-soft' },
  reissued: { Icon: RefreshCw, ink: 'text-warn-ink' },
  used: { Icon: Lock, ink: 'text-ink-soft' },
  use_lifted: { Icon: LockOpen, ink: 'text-ink-soft' },
  ended: { Icon: Ban, ink: 'text-bad-ink' },
  voided: { Icon: Ban, ink: 'text-bad-ink' },
  refunded: { Icon: Undo2, ink: 'text-bad-ink' },
  admitted: { Icon: CircleCheck, ink: 'text-good-ink' },
  left: { Icon: DoorOpen, ink: 'text-ink-soft' },
  refused: { Icon: CircleX, ink: 'text-bad-ink' },
}

/** What happened to a ticket, on chain and at the gates, last first. */
export function TicketHistory({ event, ticket }: { readonly event: Event; readonly ticket: Ticket }) {
  const t = useOrganizerWords()
  const format = useFormat()
  return (
    <Card>
      <h3 className="font-semibold">{t('ticket.history')}</h3>
      <ol className="mt-4 space-y-4 border-l border-line pl-5">
        {projectHistory(ticket).map((happening) => {
          const { Icon, ink } = FACES[happening.kind]
          return (
            <li key={keyOf(happening)} className="relative">
              <span className="absolute top-0.5 -left-[1.95rem] rounded-full bg-surface">
                <Icon aria-hidden="true" className={`size-5 ${ink}`} />
              </span>
              <p className="wrap-anywhere">
                <WhatHappened event={event} ticket={ticket} happening={happening} />
              </p>
              <p className="text-sm text-ink-soft">
                {format.moment(timeOf(happening), event.timeZone)}{' '}
                {'scan' in happening ? t('ticket.atGate') : t('ticket.onChain')}
              </p>
            </li>
          )
        })}
      </ol>
    </Card>
  )
}

function keyOf(happening: Happening): string {
  if ('scan' in happening) return `scan ${happening.scan.scanId}`
  const { block, logIndex } = placeOf(happening)
  return `log ${block} ${logIndex}`
}
