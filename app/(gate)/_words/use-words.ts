'use client'

import { createUseWords } from '#ui/words/words-provider.tsx'
import type en from './en.ts'

/** Speaks with the words of this room's pages. */
export const useGateWords = createUseWords<typeof en>('gate')
