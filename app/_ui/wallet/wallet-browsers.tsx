'use client'

import { ExternalLink } from 'lucide-react'
import { Button } from '../button.tsx'
import { useIsHydrated } from '../use-is-hydrated.ts'
import { useUiWords } from '../words/use-ui-words.ts'
import { findDeepLinks } from './deep-links.ts'

/** Opens this page in the browser of a wallet's app, on phones: at a desk a wallet is an extension. */
export function WalletBrowsers() {
  const t = useUiWords()
  const isHydrated = useIsHydrated()
  if (!isHydrated || !matchMedia('(pointer: coarse)').matches) return null
  const links = findDeepLinks(location.href)
  if (links.length === 0) return null
  return (
    <ul className="mt-3 space-y-2">
      {links.map(({ wallet, href }) => (
        <li key={wallet}>
          <Button asChild look="secondary" className="w-full">
            <a href={href}>
              <ExternalLink aria-hidden="true" className="size-4" /> {t('wallet.openIn', { wallet })}
            </a>
          </Button>
        </li>
      ))}
    </ul>
  )
}
