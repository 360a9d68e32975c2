'use client'

import { CircleCheck, CircleX } from 'lucide-react'
import type { Event } from '#core/api/event.ts'
import { numberOf } from '#core/token-id.ts'
import type { GateScanner } from '#gate/_scanner/gate-scanner.ts'
import type { Scanned } from '#gate/_scanner/gate-state.ts'
import { useGateState } from '#gate/_scanner/use-gate-scanner.ts'
import type { GateWords } from '#gate/_words/load.ts'
import { useGateWords } from '#gate/_words/use-words.ts'
import type { Talk } from '#ui/words/talk.ts'
import { useFormat } from '#ui/words/use-format.ts'

/** More than anybody scrolls through at a door. */
const SHOWN = 100

type ScanHistoryProps = { readonly scanner: GateScanner; readonly event: Event }

/** The answers of this shift, newest first. */
export function ScanHistory({ scanner, event }: ScanHistoryProps) {
  const history = useGateState(scanner, 'history')
  const t = useGateWords()
  const format = useFormat()
  if (history.length === 0) {
    return <p className="px-4 pt-4 text-center text-ink-soft">{t('history.none')}</p>
  }
  const admitted = history.filter(({ answer }) => answer.verdict === 'admit').length
  return (
    <section className="mx-auto max-w-2xl pt-3">
      <p className="px-4 pb-1 text-sm text-ink-soft">
        {t('history.shift', { admitted, refused: history.length - admitted })}
      </p>
      <ul
        aria-label={t('history.label')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it must be in reach of the keyboard
        tabIndex={0}
        className="max-h-[34dvh] divide-y divide-line overflow-y-auto px-4"
      >
        {history.slice(0, SHOWN).map(({ answer, direction, isLate, isDenied }) => {
          const isAdmitted = answer.verdict === 'admit'
          const Icon = isAdmitted ? CircleCheck : CircleX
          return (
            <li key={answer.nonce} className="flex items-center gap-3 py-2.5">
              <Icon
                aria-hidden="true"
                className={isAdmitted ? 'size-6 text-good-ink' : 'size-6 text-bad-ink'}
              />
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">
                  {isAdmitted
                    ? direction === 'exit'
                      ? t('history.left')
                      : t('history.admitted')
                    : isDenied
                      ? t('verdict.denied')
                      : t(`word.${answer.reason ?? 'rules'}`)}
                  {isLate && <span className="font-normal text-warn-ink"> · {t('history.late')}</span>}
                </span>
                <span className="block truncate text-sm text-ink-soft">{ticketWords(answer, event, t)}</span>
              </span>
              <span className="text-ink-soft tabular-nums">
                {format.clock(answer.datetime, event.timeZone)}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function ticketWords({ ticket }: Scanned['answer'], event: Event, t: Talk<GateWords>): string {
  if (!ticket) return t('history.noTicket')
  const tier = event.tiers.find((each) => each.tierId === ticket.tierId)
  return t('verdict.ticket', {
    tier: tier?.name ?? t('verdict.tier', { tier: ticket.tierId }),
    number: `${numberOf(BigInt(ticket.tokenId))}`,
  })
}
