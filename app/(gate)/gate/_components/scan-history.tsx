'use client'

import { CircleCheck, CircleX } from 'lucide-react'
import type { Event } from '#core/api/event.ts'
import { numberOf } from '#core/token-id.ts'
import type { Scanned } from '#gate/_scanner/gate-state.ts'
import { formatClock } from '#ui/time/event-time.ts'
import { REASON_WORDS } from './reason-words.ts'

type ScanHistoryProps = { readonly history: readonly Scanned[]; readonly event: Event }

/** The last answers that this page got, newest first. */
export function ScanHistory({ history, event }: ScanHistoryProps) {
  if (history.length === 0) {
    return <p className="px-4 pt-4 text-center text-ink-soft">Nothing scanned yet.</p>
  }
  return (
    <ul
      aria-label="Last scans"
      className="mx-auto max-h-[38dvh] max-w-2xl divide-y divide-line overflow-y-auto px-4"
    >
      {history.map(({ answer, direction }) => {
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
                    ? 'Left'
                    : 'Admitted'
                  : REASON_WORDS[answer.reason ?? 'rules']}
              </span>
              <span className="block truncate text-sm text-ink-soft">{ticketWords(answer, event)}</span>
            </span>
            <span className="text-ink-soft tabular-nums">{formatClock(answer.datetime, event.timeZone)}</span>
          </li>
        )
      })}
    </ul>
  )
}

function ticketWords({ ticket }: Scanned['answer'], event: Event): string {
  if (!ticket) return 'No ticket'
  const tier = event.tiers.find((each) => each.tierId === ticket.tierId)
  return `${tier?.name ?? `Tier ${ticket.tierId}`} · No ${numberOf(BigInt(ticket.tokenId))}`
}
