'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { classNames } from './class-names.ts'
import { Wordmark } from './mark.tsx'
import { WalletMenu } from './wallet/wallet-menu.tsx'
import { LanguageChoice } from './words/language-choice.tsx'
import { useUiWords } from './words/use-ui-words.ts'

type Place = { readonly href: string; readonly label: string }

/** The header of every page but the scanner's: where one is, where one can go, and with which wallet. */
export function SiteHeader({ places }: { readonly places: readonly Place[] }) {
  const pathname = usePathname()
  const t = useUiWords()
  return (
    <header className="z-20 border-b border-line bg-paper sm:sticky sm:top-0">
      <div className="mx-auto flex max-w-5xl flex-wrap items-center gap-x-2 px-4 pt-2 sm:h-16 sm:flex-nowrap sm:gap-x-4 sm:px-6 sm:pt-0">
        <Link href="/" className="mr-auto flex rounded-lg sm:mr-2" aria-label={t('site.start')}>
          <Wordmark />
        </Link>
        <nav
          aria-label={t('site.main')}
          className="order-last -mx-2.5 flex basis-full items-center gap-1 sm:order-none sm:mx-0 sm:flex-1 sm:basis-auto"
        >
          {places.map(({ href, label }) => {
            const isHere = href === '/' ? pathname === '/' : pathname.startsWith(href)
            return (
              <Link
                key={href}
                href={href}
                aria-current={isHere ? 'page' : undefined}
                className={classNames(
                  'inline-flex min-h-11 items-center rounded-control px-2.5 font-medium sm:px-3',
                  isHere ? 'text-ink' : 'text-ink-soft hover:text-ink',
                )}
              >
                {label}
              </Link>
            )
          })}
        </nav>
        <LanguageChoice />
        <WalletMenu />
      </div>
    </header>
  )
}
