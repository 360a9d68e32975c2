import type { Locale } from '#core/locale.ts'
import type { Translation } from '#ui/words/message.ts'
import { readLocale } from '#ui/words/read-locale.ts'
import { createTalk, type Talk } from '#ui/words/talk.ts'
import type en from './en.ts'

export type GateWords = typeof en

const LANGUAGES: Readonly<Record<Locale, () => Promise<{ readonly default: Translation<GateWords> }>>> = {
  en: () => import('./en.ts'),
  de: () => import('./de.ts'),
  fr: () => import('./fr.ts'),
  es: () => import('./es.ts'),
}

/** This room's words in one language. */
export async function loadGateWords(locale: Locale): Promise<Translation<GateWords>> {
  return (await LANGUAGES[locale]()).default
}

/** This room's words for a server component, in the language of the one who asks. */
export async function gateTalk(): Promise<Talk<GateWords>> {
  const locale = await readLocale()
  return createTalk(locale, await loadGateWords(locale))
}
