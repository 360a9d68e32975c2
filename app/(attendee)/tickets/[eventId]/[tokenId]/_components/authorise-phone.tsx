'use client'

import { KeyRound } from 'lucide-react'
import type { TicketState } from '#attendee/_pass/ticket-state.ts'
import { Button } from '#ui/button.tsx'
import { errorWords } from '#ui/error-words.ts'
import { Notice } from '#ui/notice.tsx'
import { formatMoment } from '#ui/time/event-time.ts'

type Why = Extract<TicketState, { kind: 'authorise' }>['why']

const TITLES: Record<Why, string> = {
  no_key: 'Let this phone enter with your tickets',
  key_expired: 'This phone’s key has ended',
  key_refused: 'This phone’s key was taken back',
}

const DAY_MS = 86_400_000

type AuthorisePhoneProps = {
  readonly why: Why
  readonly endsAt: string
  readonly timeZone: string
  readonly onAuthorise: () => void
  readonly isBusy: boolean
  readonly error: Error | null
}

/** Says in plain words what the wallet will ask to sign, and asks it. */
export function AuthorisePhone({ why, endsAt, timeZone, onAuthorise, isBusy, error }: AuthorisePhoneProps) {
  const until = formatMoment(new Date(Date.parse(endsAt) + DAY_MS).toISOString(), timeZone)
  return (
    <div className="px-2 py-3">
      <KeyRound aria-hidden="true" className="size-8 text-accent-ink" strokeWidth={1.75} />
      <h2 className="mt-3 text-xl font-semibold tracking-tight">{TITLES[why]}</h2>
      <p className="mt-2 text-ink-soft">
        Your wallet will ask for one signature. It says that this phone may enter this event with your
        tickets. From then on the phone makes the codes by itself, even without network.
      </p>
      <ul className="mt-3 list-disc space-y-1 pl-5 text-ink-soft marker:text-line-strong">
        <li>It costs nothing and moves no ticket and no coin.</li>
        <li>The key is made on this phone and cannot leave it.</li>
        <li>It ends by itself: {until}.</li>
      </ul>
      {error && (
        <Notice tone="bad" title={errorWords(error).title} className="mt-4">
          {errorWords(error).advice}
        </Notice>
      )}
      <Button size="large" className="mt-5 w-full" isBusy={isBusy} onClick={onAuthorise}>
        {isBusy ? 'Waiting for your wallet' : 'Sign and get my code'}
      </Button>
    </div>
  )
}
