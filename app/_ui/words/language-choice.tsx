'use client'

import { Languages } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { LOCALE_COOKIE, LOCALES, type Locale } from '#core/locale.ts'
import { renewPages } from '../offline/keeper.ts'
import { useUiWords } from './use-ui-words.ts'
import { useLocale } from './words-provider.tsx'

/** Each language by its own name: whoever looks for it may read no other. */
const NAMES: Readonly<Record<Locale, string>> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
}

const YEAR_SECONDS = 31_536_000

/** The switch between languages, kept in a cookie so that the server speaks the same from the next page on. */
export function LanguageChoice() {
  const t = useUiWords()
  const locale = useLocale()
  const router = useRouter()
  const [isTurning, startTurning] = useTransition()
  const choose = (next: string) => {
    const secure = location.protocol === 'https:' ? '; secure' : ''
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
    document.cookie = `${LOCALE_COOKIE}=${next}; path=/; max-age=${YEAR_SECONDS}; samesite=lax${secure}`
    startTurning(() => router.refresh())
    renewPages()
  }
  return (
    <label className="relative inline-flex min-h-11 min-w-11 items-center justify-center gap-1.5 rounded-control px-2 text-ink-soft outline-offset-2 outline-accent-ink hover:text-ink has-[:focus-visible]:outline-2">
      <Languages aria-hidden="true" className="size-5" />
      <span aria-hidden="true" className="text-sm font-medium uppercase">
        {locale}
      </span>
      <span className="sr-only">{t('site.language')}</span>
      <select
        value={locale}
        disabled={isTurning}
        onChange={(change) => choose(change.target.value)}
        className="absolute inset-0 w-full cursor-pointer opacity-0"
      >
        {LOCALES.map((each) => (
          <option key={each} value={each} lang={each}>
            {NAMES[each]}
          </option>
        ))}
      </select>
    </label>
  )
}
