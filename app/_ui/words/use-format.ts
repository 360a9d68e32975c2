'use client'

import { useMemo } from 'react'
import { createFormat, type Format } from './format.ts'
import { useLocale } from './words-provider.tsx'

/** Writes times and amounts as the page's language does. */
export function useFormat(): Format {
  const locale = useLocale()
  return useMemo(() => createFormat(locale), [locale])
}
