'use client'

import type en from './en.ts'
import { createUseWords } from './words-provider.tsx'

/** Speaks with the words of the shared components. */
export const useUiWords = createUseWords<typeof en>('ui')
