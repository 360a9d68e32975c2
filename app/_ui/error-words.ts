'use client'

import { useCallback } from 'react'
import { nameError } from './error-name.ts'
import { useUiWords } from './words/use-ui-words.ts'

/** What happened and what to do, for a reader who has never heard of any of it. */
export type ErrorWords = { readonly title: string; readonly advice: string }

/** Puts errors into words, in the page's language. */
export function useErrorWords(): (error: unknown) => ErrorWords {
  const t = useUiWords()
  return useCallback(
    (error) => {
      const named = nameError(error)
      if (named.code === 'contract_refused' && t.has('refusal', named.reason)) {
        return { title: t('refusal.title'), advice: t(`refusal.${named.reason}`) }
      }
      const title = t(`errorTitle.${named.code}`)
      if ('reason' in named)
        return { title, advice: t(`errorAdvice.${named.code}`, { reason: named.reason }) }
      return { title, advice: t(`errorAdvice.${named.code}`) }
    },
    [t],
  )
}
