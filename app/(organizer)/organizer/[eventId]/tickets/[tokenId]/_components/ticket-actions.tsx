'use client'

import { useState } from 'react'
import { useReadContract } from 'wagmi'
import type { Event } from '#core/api/event.ts'
import type { Ticket } from '#core/api/ticket.ts'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { OrganizerOnly } from '#organizer/_office/organizer-only.tsx'
import { useWalletInput, WalletField } from '#organizer/_office/wallet-field.tsx'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Card } from '#ui/card.tsx'
import { idOf } from '#ui/event/id-of.ts'
import { CheckField } from '#ui/field.tsx'
import { useNow } from '#ui/time/use-now.ts'
import { Address } from '#ui/wallet/address.tsx'
import { callEvent } from '#ui/wallet/contract-call.ts'
import { SendAction } from '#ui/wallet/send-action.tsx'
import { useFormat } from '#ui/words/use-format.ts'

type Props = { readonly event: Event; readonly ticket: Ticket }

/** What the organizer's wallet can do about a ticket, each with what it means. */
export function TicketActions({ event, ticket }: Props) {
  const t = useOrganizerWords()
  const now = useNow(5_000)
  const isFrozen = event.status !== 'selling' && event.status !== 'ended'
  if (ticket.status !== 'valid' || isFrozen) return null
  const isPastCutOff = now >= Date.parse(event.cutOffAt)
  return (
    <section aria-label={t('ticket.actions')}>
      <OrganizerOnly event={event}>
        <Card className="divide-y divide-line *:py-5 *:first:pt-0 *:last:pb-0">
          {!isPastCutOff && !ticket.isUsed && <Reissue event={event} ticket={ticket} now={now} />}
          {(isPastCutOff || ticket.isUsed) && <Mark event={event} ticket={ticket} />}
          <Void event={event} ticket={ticket} />
        </Card>
      </OrganizerOnly>
    </section>
  )
}

function Mark({ event, ticket }: Props) {
  const t = useOrganizerWords()
  const tokenIds = [BigInt(ticket.tokenId)]
  return (
    <div className="space-y-3">
      <p className="text-ink-soft">{t('ticket.markText')}</p>
      <SendAction
        key={String(ticket.isUsed)}
        eventId={event.eventId}
        look="secondary"
        makeCall={() => callEvent(event, ticket.isUsed ? 'liftUsed' : 'markUsed', [tokenIds])}
      >
        {ticket.isUsed ? t('ticket.lift') : t('ticket.mark')}
      </SendAction>
    </div>
  )
}

function Reissue({ event, ticket, now }: Props & { readonly now: number }) {
  const t = useOrganizerWords()
  const format = useFormat()
  const to = useWalletInput()
  const delay = useReadContract({
    address: idOf(event).contract,
    abi: usherEventAbi,
    functionName: 'reissueDelay',
  })
  const tokenId = BigInt(ticket.tokenId)
  const { reissue } = ticket
  if (reissue) {
    const isDue = now >= Date.parse(reissue.effectiveAt)
    return (
      <div className="space-y-3">
        <h3 className="font-semibold">{t('ticket.reissue')}</h3>
        <p>
          {t.nodes('ticket.announced', {
            wallet: <Address value={reissue.to} />,
            moment: format.moment(reissue.effectiveAt, event.timeZone),
          })}
        </p>
        {isDue && (
          <SendAction eventId={event.eventId} makeCall={() => callEvent(event, 'reissue', [tokenId])}>
            {t('ticket.carryOut')}
          </SendAction>
        )}
        <SendAction
          eventId={event.eventId}
          look="secondary"
          makeCall={() => callEvent(event, 'dropReissue', [tokenId])}
        >
          {t('ticket.drop')}
        </SendAction>
      </div>
    )
  }
  if (delay.data === 0) return <p className="text-ink-soft">{t('ticket.noReissue')}</p>
  return (
    <div className="space-y-3">
      <h3 className="font-semibold">{t('ticket.reissue')}</h3>
      <p className="text-ink-soft">
        {t('ticket.reissueText', { span: format.span((delay.data ?? 86_400) * 1000) })}
      </p>
      <WalletField label={t('ticket.reissueTo')} input={to} />
      <SendAction
        eventId={event.eventId}
        look="secondary"
        makeCall={() => {
          const wallet = to.check()
          return wallet && callEvent(event, 'announceReissue', [tokenId, wallet])
        }}
      >
        {t('ticket.announce')}
      </SendAction>
    </div>
  )
}

function Void({ event, ticket }: Props) {
  const t = useOrganizerWords()
  const [isSure, setSure] = useState(false)
  return (
    <div className="space-y-3">
      <h3 className="font-semibold">{t('ticket.void')}</h3>
      <p className="text-ink-soft">{t('ticket.voidText')}</p>
      <CheckField checked={isSure} onChange={setSure}>
        {t('ticket.voidSure')}
      </CheckField>
      <SendAction
        eventId={event.eventId}
        look="danger"
        disabled={!isSure}
        makeCall={() => callEvent(event, 'voidTickets', [[BigInt(ticket.tokenId)]])}
      >
        {t('ticket.void')}
      </SendAction>
    </div>
  )
}
