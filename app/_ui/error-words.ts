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
      const title = t(`errorTitle.${named.code}`)
      if ('reason' in named)
        return { title, advice: t(`errorAdvice.${named.code}`, { reason: named.reason }) }
      return { title, advice: t(`errorAdvice.${named.code}`) }
    },
    [t],
  )
}
