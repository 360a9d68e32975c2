import type { Locale } from '#core/locale.ts'
import type en from './en.ts'
import type { Translation } from './message.ts'

export type UiWords = typeof en

const LANGUAGES: Readonly<Record<Locale, () => Promise<{ readonly default: Translation<UiWords> }>>> = {
  en: () => import('./en.ts'),
  de: () => import('./de.ts'),
  fr: () => import('./fr.ts'),
  es: () => import('./es.ts'),
}

/** The shared components' words in one language. */
export async function loadUiWords(locale: Locale): Promise<Translation<UiWords>> {
  return (await LANGUAGES[locale]()).default
}
