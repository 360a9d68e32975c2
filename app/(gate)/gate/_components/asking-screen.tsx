'use client'

import { CircleCheck, CircleX, Ticket } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { Event } from '#core/api/event.ts'
import type { ScanPreview } from '#core/api/scan.ts'
import { numberOf } from '#core/token-id.ts'
import { signal } from '#gate/_scanner/feedback.ts'
import { ASKING_LIMIT_MS, type Decision } from '#gate/_scanner/person-asked.ts'
import { useGateWords } from '#gate/_words/use-words.ts'
import { Address } from '#ui/wallet/address.tsx'

type AskingScreenProps = {
  readonly preview: ScanPreview
  readonly event: Event
  readonly onDecide: (decision: Decision) => void
}

const BUTTON =
  'flex min-h-24 cursor-pointer items-center justify-center gap-3 rounded-card text-2xl font-bold'

/** The second of two steps: the ticket in large, and a tap that lets its guest in or does not. */
export function AskingScreen({ preview, event, onDecide }: AskingScreenProps) {
  const t = useGateWords()
  const title = useRef<HTMLHeadingElement>(null)
  const { ticket } = preview
  const tier = event.tiers.find((each) => each.tierId === ticket?.tierId)

  useEffect(() => {
    signal('attention')
    // the next Tab reaches the two buttons; none has the focus, so no stray Enter decides
    title.current?.focus()
  }, [])

  return (
    <section
      data-asking
      aria-labelledby="asking-title"
      className="fixed inset-0 z-40 flex flex-col bg-surface px-5 pt-[calc(2rem+env(safe-area-inset-top))] pb-[calc(1.25rem+env(safe-area-inset-bottom))]"
    >
      <div className="flex flex-1 flex-col items-center justify-center text-center">
        <Ticket aria-hidden="true" className="size-16 text-accent-ink" strokeWidth={1.5} />
        <h2 id="asking-title" ref={title} tabIndex={-1} className="mt-4 text-2xl text-ink-soft outline-none">
          {t('asking.title')}
        </h2>
        {ticket && (
          <>
            <p className="mt-4 text-4xl font-bold tracking-tight text-balance sm:text-5xl">
              {t('verdict.ticket', {
                tier: tier?.name ?? t('verdict.tier', { tier: ticket.tierId }),
                number: `${numberOf(BigInt(ticket.tokenId))}`,
              })}
            </p>
            <p className="mt-3 text-lg text-ink-soft">
              {t.nodes('asking.wallet', { wallet: <Address value={ticket.holder} /> })}
            </p>
          </>
        )}
      </div>
      <p className="text-center text-ink-soft">{t('asking.limit')}</p>
      <div
        aria-hidden="true"
        className="mx-auto mt-3 h-1.5 w-full max-w-2xl overflow-hidden rounded-full bg-sunken"
      >
        <div
          className="size-full origin-left animate-run-out bg-accent"
          style={{ animationDuration: `${ASKING_LIMIT_MS}ms` }}
        />
      </div>
      <div className="mx-auto mt-4 grid w-full max-w-2xl grid-cols-2 gap-3">
        <button
          type="button"
          onClick={() => onDecide('deny')}
          className={`${BUTTON} bg-refuse text-on-refuse`}
        >
          <CircleX aria-hidden="true" className="size-8" /> {t('asking.deny')}
        </button>
        <button
          type="button"
          onClick={() => onDecide('allow')}
          className={`${BUTTON} bg-admit text-on-admit`}
        >
          <CircleCheck aria-hidden="true" className="size-8" /> {t('asking.allow')}
        </button>
      </div>
    </section>
  )
}
