'use client'

import { CircleCheck } from 'lucide-react'
import en from '#organizer/_words/en.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Notice } from '#ui/notice.tsx'
import { Steps } from '#ui/steps.tsx'
import { Tag } from '#ui/tag.tsx'
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
  return (
    <Steps
      labels={SENDING_STEPS.map((step) => t(`sending.${step}`))}
      now={SENDING_STEPS.indexOf(sending.step)}
    />
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
