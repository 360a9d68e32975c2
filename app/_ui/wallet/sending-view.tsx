'use client'

import { CircleCheck } from 'lucide-react'
import { Button } from '../button.tsx'
import { nameError } from '../error-name.ts'
import { ErrorNotice } from '../error-notice.tsx'
import { Steps } from '../steps.tsx'
import { Tag } from '../tag.tsx'
import { useUiWords } from '../words/use-ui-words.ts'
import { Faucet } from './faucet.tsx'
import { SENDING_STEPS } from './sending-steps.ts'
import type { Sending } from './use-sending.ts'

/** What happens after somebody has pressed a button that signs: each step, and how it ended. */
export function SendingView({ sending }: { readonly sending: Sending }) {
  const t = useUiWords()
  if (sending.step === 'none') return null
  if (sending.step === 'failed') {
    return (
      <div className="space-y-3">
        <ErrorNotice error={sending.error} />
        {nameError(sending.error).code === 'wallet_funds' && <Faucet />}
      </div>
    )
  }
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
    <div className="space-y-2">
      {sending.isApproval && <p className="text-ink-soft">{t('sending.approval')}</p>}
      <Steps
        labels={SENDING_STEPS.map((step) => t(`sending.${step}`))}
        now={SENDING_STEPS.indexOf(sending.step)}
      />
      {sending.step === 'wallet' && (
        <Button look="quiet" size="small" className="-mx-3 min-h-11" onClick={sending.giveUp}>
          {t('sending.giveUp')}
        </Button>
      )}
    </div>
  )
}
