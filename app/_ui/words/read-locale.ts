import { cookies, headers } from 'next/headers.js'
import { cache } from 'react'
import { chooseLocale, LOCALE_COOKIE, type Locale } from '#core/locale.ts'

/** The language of the one who asked for this page. For server components. */
export const readLocale = cache(async (): Promise<Locale> => {
  const [kept, asked] = await Promise.all([cookies(), headers()])
  return chooseLocale(kept.get(LOCALE_COOKIE)?.value, asked.get('accept-language'))
})
