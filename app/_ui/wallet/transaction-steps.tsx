'use client'

import { ErrorNotice } from '../error-notice.tsx'
import { Steps } from '../steps.tsx'
import { useUiWords } from '../words/use-ui-words.ts'
import type { Transaction } from './use-transaction.ts'

type TransactionStepsProps = {
  readonly transaction: Transaction
  /** Whether what the block did can be seen here; leave it out where nobody waits for that. */
  readonly isSettled?: boolean
}

const STEPS = ['wallet', 'sent', 'in_block'] as const

/** A transaction as it happens: the wallet, the chain, a block, and our mirror; or why it failed. */
export function TransactionSteps({ transaction, isSettled }: TransactionStepsProps) {
  const t = useUiWords()
  if (transaction.step === 'none') return null
  if (transaction.step === 'failed') return <ErrorNotice error={transaction.error} />
  const awaitsMirror = isSettled !== undefined
  const labels = [...STEPS, ...(awaitsMirror ? (['settled'] as const) : [])].map((step) =>
    t(`transaction.${step}`),
  )
  // a step that has been reached is done, but the wallet's, which waits for a person, and the chain's, for a block
  const place = { wallet: 0, sent: 1, in_block: isSettled === false ? 3 : labels.length }[transaction.step]
  return <Steps labels={labels} now={place} />
}
