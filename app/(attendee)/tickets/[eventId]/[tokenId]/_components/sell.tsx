'use client'

import { type FormEvent, useState } from 'react'
import { formatUnits } from 'viem'
import { parsePrice } from '#attendee/_ticket/parse-price.ts'
import { useAttendeeWords } from '#attendee/_words/use-words.ts'
import type { Event, Tier } from '#core/api/event.ts'
import type { Ticket } from '#core/api/ticket.ts'
import { highestPriceOf, royaltyOf } from '#core/listing-rules.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { useCoin, useMoney } from '#ui/event/money.ts'
import { Fact, Facts } from '#ui/facts.tsx'
import { TextField } from '#ui/field.tsx'
import { Notice } from '#ui/notice.tsx'
import { useFormat } from '#ui/words/use-format.ts'
import { useUiWords } from '#ui/words/use-ui-words.ts'
import { useOffer } from './use-offer.ts'

type SellProps = {
  readonly event: Event
  readonly tier: Tier
  readonly ticket: Ticket
  readonly now: number
  readonly onClose: () => void
}

/** Offers a ticket for resale, with the cap shown before the contract would refuse. */
export function Sell({ event, tier, ticket, onClose }: SellProps) {
  const t = useAttendeeWords()
  const ui = useUiWords()
  const format = useFormat()
  const coin = useCoin(tier.currency)
  const money = useMoney(tier.currency)
  const terms = { ...tier, price: BigInt(tier.price) }
  const highest = highestPriceOf(terms)
  const [text, setText] = useState(() =>
    formatUnits(terms.price < highest ? terms.price : highest, coin.decimals),
  )
  const [hasTried, setTried] = useState(false)
  const offering = useOffer(event, ticket)
  const price = parsePrice(text, coin.decimals)
  const isFit = price !== undefined && price > 0n && price <= highest
  const royalty = royaltyOf(terms, isFit ? price : 0n)

  const submit = (submitted: FormEvent) => {
    submitted.preventDefault()
    setTried(true)
    if (isFit) offering.mutate(price)
  }
  if (offering.data) {
    const until = offering.data.expiresAt * 1000
    return (
      <Dialog title={t('sell.title')} lead={t('sell.lead')} onClose={onClose}>
        <Notice tone="good" title={t('sell.done', { price: money(offering.data.price) })}>
          {t('sell.doneText', { moment: format.moment(until, event.timeZone) })}
        </Notice>
      </Dialog>
    )
  }
  return (
    <Dialog title={t('sell.title')} lead={t('sell.lead')} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <TextField
          label={t('sell.price', { coin: coin.symbol })}
          hint={t('sell.cap', { price: money(highest.toString()), share: format.share(tier.resaleCapBps) })}
          value={text}
          onChange={(change) => setText(change.target.value)}
          error={
            (hasTried || text !== '') && !isFit
              ? t('sell.wrong', { price: money(highest.toString()) })
              : undefined
          }
          inputMode="decimal"
          autoComplete="off"
        />
        {isFit && (
          <Facts>
            <Fact name={t('sell.yours')}>{money((price - royalty).toString())}</Fact>
            {royalty > 0n && <Fact name={t('sell.royalty')}>{money(royalty.toString())}</Fact>}
          </Facts>
        )}
        {offering.error && <ErrorNotice error={offering.error} />}
        <Button type="submit" size="large" className="w-full" isBusy={offering.isPending}>
          {offering.isPending ? ui('action.signingIn') : t('sell.offer')}
        </Button>
      </form>
    </Dialog>
  )
}
