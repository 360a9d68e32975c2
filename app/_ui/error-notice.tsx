'use client'

import type { ReactNode } from 'react'
import { useErrorWords } from './error-words.ts'
import { Notice } from './notice.tsx'

type ErrorNoticeProps = {
  readonly error: unknown
  readonly actions?: ReactNode
  readonly className?: string | undefined
}

/** What went wrong and what to do about it. */
export function ErrorNotice({ error, actions, className }: ErrorNoticeProps) {
  const { title, advice } = useErrorWords()(error)
  return (
    <Notice tone="bad" title={title} actions={actions} className={className}>
      {advice}
    </Notice>
  )
}
