'use client'

import { KeyRound } from 'lucide-react'
import type { TicketState } from '#attendee/_pass/ticket-state.ts'
import { useAttendeeWords } from '#attendee/_words/use-words.ts'
import { Button } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { useFormat } from '#ui/words/use-format.ts'
import { useUiWords } from '#ui/words/use-ui-words.ts'

type Why = Extract<TicketState, { kind: 'authorise' }>['why']

const DAY_MS = 86_400_000

type AuthorisePhoneProps = {
  readonly why: Why
  readonly endsAt: string
  readonly timeZone: string
  readonly onAuthorise: () => void
  readonly onGiveUp: () => void
  readonly isBusy: boolean
  readonly error: Error | null
}

/** Says in plain words what the wallet will ask to sign, and asks it. */
export function AuthorisePhone({
  why,
  endsAt,
  timeZone,
  onAuthorise,
  onGiveUp,
  isBusy,
  error,
}: AuthorisePhoneProps) {
  const t = useAttendeeWords()
  const ui = useUiWords()
  const format = useFormat()
  const until = format.moment(Date.parse(endsAt) + DAY_MS, timeZone)
  return (
    <div className="px-2 py-3">
      <KeyRound aria-hidden="true" className="size-8 text-accent-ink" strokeWidth={1.75} />
      <h2 className="mt-3 text-xl font-semibold tracking-tight">{t(`authorise.${why}`)}</h2>
      <p className="mt-2 text-ink-soft">{t('authorise.what')}</p>
      <ul className="mt-3 list-disc space-y-1 pl-5 text-ink-soft marker:text-line-strong">
        <li>{t('authorise.costs')}</li>
        <li>{t('authorise.stays')}</li>
        <li>{t('authorise.until', { moment: until })}</li>
      </ul>
      {error && <ErrorNotice error={error} className="mt-4" />}
      <Button size="large" className="mt-5 w-full" isBusy={isBusy} onClick={onAuthorise}>
        {isBusy ? ui('action.signingIn') : t('authorise.sign')}
      </Button>
      {isBusy && (
        <Button look="quiet" className="mt-2 w-full" onClick={onGiveUp}>
          {ui('sending.giveUp')}
        </Button>
      )}
    </div>
  )
}
