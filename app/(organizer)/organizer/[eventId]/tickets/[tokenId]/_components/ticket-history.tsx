'use client'

import { ArrowRightLeft, Ban, CircleCheck, CircleX, DoorOpen, Ticket as TicketIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Event } from '#core/api/event.ts'
import type { Ticket } from '#core/api/ticket.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Card } from '#ui/card.tsx'
import { Address } from '#ui/wallet/address.tsx'
import { useFormat } from '#ui/words/use-format.ts'
import { type Happening, projectHistory } from './history.ts'

const FACES = {
  issued: { Icon: TicketIcon, ink: 'text-accent-ink' },
  moved: { Icon: ArrowRightLeft, ink: 'text-accent-ink' },
  ended: { Icon: Ban, ink: 'text-bad-ink' },
  admitted: { Icon: CircleCheck, ink: 'text-good-ink' },
  left: { Icon: DoorOpen, ink: 'text-ink-soft' },
  refused: { Icon: CircleX, ink: 'text-bad-ink' },
} as const

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
                <What event={event} happening={happening} />
              </p>
              <p className="text-sm text-ink-soft">
                {format.moment(happening.at, event.timeZone)}{' '}
                {'scan' in happening ? t('ticket.atGate') : t('ticket.onChain')}
              </p>
            </li>
          )
        })}
      </ol>
    </Card>
  )
}

type WhatProps = { readonly event: Event; readonly happening: Happening }

function What({ event, happening }: WhatProps): ReactNode {
  const t = useOrganizerWords()
  if ('scan' in happening) {
    const { gateId, reason } = happening.scan
    const gate = event.gates.find((each) => each.gateId === gateId)?.name ?? gateId
    if (happening.kind === 'admitted') return t('ticket.admitted', { gate })
    if (happening.kind === 'left') return t('ticket.wentOut', { gate })
    return t('ticket.refusedAt', { gate, reason: reason ? t(`reason.${reason}`) : happening.scan.message })
  }
  const from = <Address value={happening.transfer.from} />
  const wallet = <Address value={happening.transfer.to} />
  if (happening.kind === 'issued') return t.nodes('ticket.issuedTo', { wallet })
  if (happening.kind === 'ended') return t.nodes('ticket.ended', { from })
  return t.nodes('ticket.movedTo', { from, wallet })
}

function keyOf(happening: Happening): string {
  if ('scan' in happening) return `scan ${happening.scan.scanId}`
  return `log ${happening.transfer.block} ${happening.transfer.logIndex}`
}
