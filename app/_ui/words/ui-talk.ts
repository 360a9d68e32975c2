import { loadUiWords, type UiWords } from './load.ts'
import { readLocale } from './read-locale.ts'
import { createTalk, type Talk } from './talk.ts'

/** The shared words for a server component, in the language of the one who asks. */
export async function uiTalk(): Promise<Talk<UiWords>> {
  const locale = await readLocale()
  return createTalk(locale, await loadUiWords(locale))
}
