'use client'

import { Gift, HandCoins, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useConnection } from 'wagmi'
import { decideMoves } from '#attendee/_ticket/decide-moves.ts'
import { useAttendeeWords } from '#attendee/_words/use-words.ts'
import { isSameAddress } from '#core/address.ts'
import type { Event } from '#core/api/event.ts'
import type { Ticket } from '#core/api/ticket.ts'
import { Button } from '#ui/button.tsx'
import { useMoney } from '#ui/event/money.ts'
import { GiveAway } from './give-away.tsx'
import { OpenListing } from './open-listing.tsx'
import { OpenRefunds } from './open-refunds.tsx'
import { Refund } from './refund.tsx'
import { Sell } from './sell.tsx'

type TicketActionsProps = { readonly event: Event; readonly ticket: Ticket; readonly now: number }

/** What its holder can do with a ticket besides showing it; nothing for anybody else. */
export function TicketActions({ event, ticket, now }: TicketActionsProps) {
  const t = useAttendeeWords()
  const { address } = useConnection()
  const [doing, setDoing] = useState<'give' | 'sell' | 'refund'>()
  const tier = event.tiers.find((each) => each.tierId === ticket.tierId)
  const money = useMoney(tier?.currency ?? null)
  const isHolder = isSameAddress(address, ticket.holder)
  // a dialog outlives the ticket: it says how it went
  if (!tier || (!isHolder && !doing)) return null
  const { canGive, canSell, canOpenRefunds, refund, frozen } = decideMoves({ event, tier, ticket, now })
  const close = () => setDoing(undefined)
  return (
    <section aria-labelledby="ticket-actions" className="mt-8">
      <h2 id="ticket-actions" className="mb-2 text-xl font-semibold tracking-tight">
        {t('act.title')}
      </h2>
      {frozen && <p className="text-ink-soft">{t(`act.frozen_${frozen}`)}</p>}
      {canSell && <OpenListing event={event} ticket={ticket} />}
      {canOpenRefunds && <OpenRefunds event={event} />}
      <div className="mt-3 flex flex-wrap gap-2">
        {canGive && (
          <Button look="secondary" onClick={() => setDoing('give')}>
            <Gift aria-hidden="true" className="size-5" /> {t('act.give')}
          </Button>
        )}
        {canSell && (
          <Button look="secondary" onClick={() => setDoing('sell')}>
            <HandCoins aria-hidden="true" className="size-5" /> {t('act.sell')}
          </Button>
        )}
        {refund > 0n && (
          <Button look="secondary" onClick={() => setDoing('refund')}>
            <Undo2 aria-hidden="true" className="size-5" />
            {t('act.refund', { amount: money(refund.toString()) })}
          </Button>
        )}
      </div>
      {doing === 'give' && <GiveAway event={event} ticket={ticket} onClose={close} />}
      {doing === 'sell' && <Sell event={event} tier={tier} ticket={ticket} now={now} onClose={close} />}
      {doing === 'refund' && <Refund event={event} ticket={ticket} onClose={close} />}
    </section>
  )
}
