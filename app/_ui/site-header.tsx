'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { classNames } from './class-names.ts'
import { Wordmark } from './mark.tsx'
import { WalletMenu } from './wallet/wallet-menu.tsx'

type Place = { readonly href: string; readonly label: string }

/** The header of every page but the scanner's: where one is, where one can go, and with which wallet. */
export function SiteHeader({ places }: { readonly places: readonly Place[] }) {
  const pathname = usePathname()
  return (
    <header className="sticky top-0 z-20 border-b border-line bg-paper">
      <div className="mx-auto flex h-16 max-w-5xl items-center gap-2 px-4 sm:gap-6 sm:px-6">
        <Link href="/" className="flex rounded-lg" aria-label="Usher, start page">
          <Wordmark className="max-[26rem]:[&>span]:sr-only" />
        </Link>
        <nav aria-label="Main" className="flex flex-1 items-center gap-1">
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
        <WalletMenu />
      </div>
    </header>
  )
}
