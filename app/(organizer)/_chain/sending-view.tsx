'use client'

import { Check, Circle, CircleCheck, LoaderCircle } from 'lucide-react'
import type { ReactNode } from 'react'
import en from '#organizer/_words/en.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { classNames } from '#ui/class-names.ts'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Notice } from '#ui/notice.tsx'
import { Tag } from '#ui/tag.tsx'
import { useUiWords } from '#ui/words/use-ui-words.ts'
import { findRefusal, type KnownRefusal } from './refusal.ts'
import { Reverted, SENDING_STEPS, type Sending } from './use-sending.ts'

/** What happens after somebody has pressed a button that signs: each step, and how it ended. */
export function SendingView({ sending }: { readonly sending: Sending }) {
  const t = useOrganizerWords()
  if (sending.step === 'none') return null
  if (sending.step === 'failed') return <SendingError error={sending.error} />
  if (sending.step === 'done') {
    return (
      <p role="status">
        <Tag tone="good" Icon={CircleCheck}>
          {t('sending.done')}
        </Tag>
      </p>
    )
  }
  const reached = SENDING_STEPS.indexOf(sending.step)
  return (
    <ol aria-live="polite" className="space-y-2">
      {SENDING_STEPS.map((step, index) => (
        <SendingLine key={step} state={index < reached ? 'done' : index === reached ? 'now' : 'ahead'}>
          {t(`sending.${step}`)}
        </SendingLine>
      ))}
    </ol>
  )
}

type LineProps = { readonly state: 'done' | 'now' | 'ahead'; readonly children: ReactNode }

/** One step among others. */
export function SendingLine({ state, children }: LineProps) {
  const ui = useUiWords()
  const Icon = state === 'done' ? Check : state === 'now' ? LoaderCircle : Circle
  return (
    <li
      aria-current={state === 'now' ? 'step' : undefined}
      className={classNames(
        'flex items-center gap-3',
        state === 'now' && 'font-medium',
        state === 'ahead' && 'text-ink-soft',
      )}
    >
      <Icon
        aria-hidden="true"
        className={classNames(
          'size-5 shrink-0',
          state === 'done' && 'text-good-ink',
          state === 'now' && 'animate-spin text-accent-ink',
        )}
      />
      {children}
      <span className="sr-only">
        {state === 'done' ? ui('state.step_done') : state === 'now' ? ui('state.step_now') : ''}
      </span>
    </li>
  )
}

/** Why it was not done: the contract's reason in words, or what the wallet or the network said. */
export function SendingError({ error }: { readonly error: unknown }) {
  const t = useOrganizerWords()
  const refusal = findRefusal(error)
  if (error instanceof Reverted) {
    return (
      <Notice tone="bad" title={t('refusal.title')}>
        {t('sending.reverted')}
      </Notice>
    )
  }
  if (refusal !== undefined && isKnown(refusal)) {
    return (
      <Notice tone="bad" title={t('refusal.title')}>
        {t(`refusal.${refusal}`)}
      </Notice>
    )
  }
  return <ErrorNotice error={error} />
}

function isKnown(refusal: string): refusal is KnownRefusal {
  return refusal !== 'title' && refusal in en.refusal
}
