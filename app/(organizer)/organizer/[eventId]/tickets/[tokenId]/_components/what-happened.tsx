'use client'

import type { ReactNode } from 'react'
import type { Event } from '#core/api/event.ts'
import type { Ticket } from '#core/api/ticket.ts'
import { displayVoucherId } from '#core/voucher.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { currencyOf } from '#ui/event/currency-of.ts'
import { useMoney } from '#ui/event/money.ts'
import { Address } from '#ui/wallet/address.tsx'
import { useFormat } from '#ui/words/use-format.ts'
import type { Happening } from './history.ts'

type WhatHappenedProps = {
  readonly event: Event
  readonly ticket: Ticket
  readonly happening: Happening
}

/** One happening of a ticket's life in a sentence. */
export function WhatHappened({ event, ticket, happening }: WhatHappenedProps) {
  if ('scan' in happening) return <AtGate event={event} happening={happening} />
  if ('log' in happening) return <Named event={event} happening={happening} />
  return <Moved event={event} ticket={ticket} happening={happening} />
}

type OfKind<Field extends string> = Extract<Happening, Readonly<Record<Field, unknown>>>

type AtGateProps = { readonly event: Event; readonly happening: OfKind<'scan'> }

function AtGate({ event, happening: { kind, scan } }: AtGateProps): ReactNode {
  const t = useOrganizerWords()
  const gate = event.gates.find(({ gateId }) => gateId === scan.gateId)?.name ?? scan.gateId
  if (kind === 'admitted') return t('ticket.admitted', { gate })
  if (kind === 'left') return t('ticket.wentOut', { gate })
  return t('ticket.refusedAt', { gate, reason: scan.reason ? t(`reason.${scan.reason}`) : scan.message })
}

type NamedProps = { readonly event: Event; readonly happening: OfKind<'log'> }

function Named({ event, happening: { kind, log } }: NamedProps): ReactNode {
  const t = useOrganizerWords()
  const format = useFormat()
  const money = useMoney(currencyOf(event))
  const wallet = log.account && <Address value={log.account} />
  const amount = log.amount === null ? '' : money(log.amount)
  switch (kind) {
    case 'resold':
      return t.nodes('ticket.resoldTo', { wallet, amount })
    case 'reissue_announced': {
      const moment = log.effectiveAt === null ? '' : format.moment(log.effectiveAt, event.timeZone)
      return t.nodes('ticket.reissueAnnounced', { wallet, moment })
    }
    case 'reissue_dropped':
      return log.account === event.organizer
        ? t('ticket.reissueTakenBack')
        : t.nodes('ticket.reissueRefused', { wallet })
    case 'reissued':
      return t.nodes('ticket.reissuedTo', { wallet })
    case 'used':
      return t('ticket.markSet')
    case 'use_lifted':
      return t('ticket.markLifted')
    case 'voided':
      return t.nodes('ticket.voidedOf', { wallet })
    case 'refunded':
      return t.nodes('ticket.refundedTo', { wallet, amount })
  }
}

type MovedProps = {
  readonly event: Event
  readonly ticket: Ticket
  readonly happening: OfKind<'transfer'>
}

function Moved({ event, ticket, happening: { kind, transfer } }: MovedProps): ReactNode {
  const t = useOrganizerWords()
  const money = useMoney(currencyOf(event))
  const from = <Address value={transfer.from} />
  const wallet = <Address value={transfer.to} />
  switch (kind) {
    case 'bought':
      return t.nodes('ticket.boughtBy', { wallet, amount: money(ticket.pricePaid ?? '0') })
    case 'claimed':
      return t.nodes('ticket.claimedBy', {
        wallet,
        id: ticket.voucherId === null ? '' : displayVoucherId(ticket.voucherId),
      })
    case 'issued':
      return t.nodes('ticket.issuedTo', { wallet })
    case 'ended':
      return t.nodes('ticket.ended', { from })
    case 'moved':
      return t.nodes('ticket.movedTo', { from, wallet })
  }
}
