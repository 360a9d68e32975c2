'use client'

import { Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { useReadContract } from 'wagmi'
import type { Event } from '#core/api/event.ts'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import type { Coin } from '#core/coin.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Card } from '#ui/card.tsx'
import { currencyOf } from '#ui/event/currency-of.ts'
import { idOf } from '#ui/event/id-of.ts'
import { Address } from '#ui/wallet/address.tsx'
import { useFormat } from '#ui/words/use-format.ts'

type FixedFactsProps = { readonly event: Event; readonly coin: Coin }

/** What of an event was fixed when it was created, each with why. */
export function FixedFacts({ event, coin }: FixedFactsProps) {
  const t = useOrganizerWords()
  const format = useFormat()
  const { contract } = idOf(event)
  const at = { address: contract, abi: usherEventAbi } as const
  const { data: delay } = useReadContract({ ...at, functionName: 'reissueDelay' })
  const { data: renderer } = useReadContract({ ...at, functionName: 'renderer' })
  const currency = currencyOf(event)
  return (
    <Card title={t('fixed.title')} text={t('fixed.text')}>
      <dl className="mt-2 divide-y divide-line">
        <Fixed name={t('fixed.name')} why={t('fixed.nameWhy')}>
          {event.name}
        </Fixed>
        <Fixed name={t('fixed.contract')} why={t('fixed.contractWhy')}>
          <Address value={contract} />
        </Fixed>
        <Fixed name={t('fixed.currency')} why={t('fixed.currencyWhy')}>
          {coin.symbol} {currency && <Address value={currency} />}
        </Fixed>
        {delay !== undefined && (
          <Fixed name={t('fixed.reissue')} why={t('fixed.reissueWhy')}>
            {delay === 0 ? t('fixed.reissueNever') : format.span(delay * 1000)}
          </Fixed>
        )}
        {renderer && (
          <Fixed name={t('fixed.renderer')} why={t('fixed.rendererWhy')}>
            <Address value={renderer} />
          </Fixed>
        )}
      </dl>
    </Card>
  )
}

type FixedProps = { readonly name: string; readonly why: string; readonly children: ReactNode }

function Fixed({ name, why, children }: FixedProps) {
  return (
    <div className="py-3">
      <dt className="flex items-center gap-1.5 text-ink-soft">
        <Lock aria-hidden="true" className="size-4 shrink-0" /> {name}
      </dt>
      <dd className="font-medium wrap-anywhere">{children}</dd>
      <dd className="text-sm text-ink-soft">{why}</dd>
    </div>
  )
}
