'use client'

import { Lock } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import type { Hex } from 'viem'
import type { CheckedEvent, CheckedTier } from '#core/event-draft/check-draft.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { useMoneyIn } from '#ui/event/money.ts'
import { tierRules } from '#ui/event/tier-rules.ts'
import { Fact, Facts } from '#ui/facts.tsx'
import { Steps } from '#ui/steps.tsx'
import { Address } from '#ui/wallet/address.tsx'
import { SendingView } from '#ui/wallet/sending-view.tsx'
import { useFormat } from '#ui/words/use-format.ts'
import { useUiWords } from '#ui/words/use-ui-words.ts'
import type { KeptDraft } from './draft-store.ts'
import { useCreation } from './use-creation.ts'
import type { DraftCoin } from './use-pricing.ts'

type ReviewEventProps = {
  readonly event: CheckedEvent
  readonly coin: DraftCoin
  readonly kept: KeptDraft
  readonly onChange: () => void
  /** null: what was sent has come to nothing */
  readonly onSent: (hash: Hex | null) => void
  readonly onCreated: (eventId: string) => void
}

/** All of a new event once more, before it is signed; and how it comes to be. */
export function ReviewEvent({ event, coin, kept, onChange, onSent, onCreated }: ReviewEventProps) {
  const t = useOrganizerWords()
  const { create, sending, isUnderWay, isDescribing } = useCreation()
  const start = () => create(event, { picture: kept.picture, sentAs: kept.sentAs, onSent, onCreated })
  // sent before this page was loaded: there is nothing to ask, only to wait for
  const follow = useRef(start)
  const wasSent = useRef(kept.sentAs !== null)
  useEffect(() => {
    if (wasSent.current) follow.current()
    wasSent.current = false
  }, [])
  return (
    <div className="space-y-6">
      <Card className="space-y-4" title={t('create.reviewTitle')} text={t('create.reviewLead')}>
        <EventFacts event={event} coin={coin} />
      </Card>
      {event.tiers.map((tier) => (
        <TierFacts key={`${tier.name} ${tier.price}`} tier={tier} event={event} coin={coin} />
      ))}
      {isDescribing && isUnderWay ? (
        <Steps labels={[t('create.describing')]} now={0} />
      ) : (
        <SendingView sending={sending} />
      )}
      <div className="flex flex-wrap gap-3">
        <Button size="large" isBusy={isUnderWay} onClick={start}>
          {t('create.sign')}
        </Button>
        <Button
          size="large"
          look="secondary"
          disabled={isUnderWay || kept.sentAs !== null}
          onClick={onChange}
        >
          {t('create.change')}
        </Button>
      </div>
    </div>
  )
}

function EventFacts({ event, coin }: { readonly event: CheckedEvent; readonly coin: DraftCoin }) {
  const t = useOrganizerWords()
  const format = useFormat()
  const moment = (at: number) => format.moment(at, event.timeZone)
  const hours = event.reissueSeconds / 3600
  return (
    <Facts>
      <Fact name={t('create.name')}>{event.title}</Fact>
      <Fact name={t('create.nameOnChain')}>
        <ForGood>{event.name}</ForGood>
      </Fact>
      {event.venue && <Fact name={t('create.venue')}>{event.venue}</Fact>}
      <Fact name={t('create.doorsAt')}>{moment(event.doorsAt)}</Fact>
      <Fact name={t('create.endsAt')}>{moment(event.endsAt)}</Fact>
      <Fact name={t('create.cutOff')}>{moment(event.cutOffAt)}</Fact>
      <Fact name={t('currency.paidIn')}>
        <ForGood>
          {coin.symbol} {coin.currency && <Address value={coin.currency} />}
        </ForGood>
      </Fact>
      <Fact name={t('create.reissue')}>
        <ForGood>
          {hours === 0 || hours === 24 || hours === 72 || hours === 168
            ? t(`create.reissue_${hours}`)
            : format.span(event.reissueSeconds * 1000)}
        </ForGood>
      </Fact>
    </Facts>
  )
}

type TierFactsProps = {
  readonly tier: CheckedTier
  readonly event: CheckedEvent
  readonly coin: DraftCoin
}

function TierFacts({ tier, event, coin }: TierFactsProps) {
  const t = useOrganizerWords()
  const ui = useUiWords()
  const format = useFormat()
  const money = useMoneyIn(coin)
  const isSold = tier.saleEndsAt !== 0
  const moment = (at: number) => format.moment(at, event.timeZone)
  const terms = { cutOffAt: new Date(event.cutOffAt).toISOString(), timeZone: event.timeZone }
  return (
    <Card>
      <h3 className="flex flex-wrap justify-between gap-x-6 text-lg font-semibold">
        <span>{tier.name}</span>
        <span>{isSold ? money(tier.price.toString()) : t('create.notSold')}</span>
      </h3>
      <p className="text-ink-soft">
        {t('create.places', { count: tier.supply })}
        {isSold && (
          <>
            {' · '}
            {t('create.sale', { from: moment(tier.saleStartsAt), until: moment(tier.saleEndsAt) })}
          </>
        )}
      </p>
      <ul className="mt-3 list-disc space-y-1 pl-5">
        {tierRules(tier, terms, { t: ui, format }).map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
    </Card>
  )
}

function ForGood({ children }: { readonly children: ReactNode }) {
  const t = useOrganizerWords()
  return (
    <span className="inline-flex items-center gap-1.5">
      {children}
      <Lock aria-hidden="true" className="size-4 text-ink-soft" />
      <span className="sr-only">{t('create.never')}</span>
    </span>
  )
}
