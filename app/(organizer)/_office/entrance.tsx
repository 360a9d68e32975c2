'use client'

import { LogIn } from 'lucide-react'
import type { ReactNode } from 'react'
import { useConnection } from 'wagmi'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import type { KeptSession } from '#ui/session/session-store.ts'
import { useSession } from '#ui/session/use-session.ts'
import { Skeleton } from '#ui/skeleton.tsx'
import { useIsHydrated } from '#ui/use-is-hydrated.ts'
import { Address } from '#ui/wallet/address.tsx'
import { WalletChoices } from '#ui/wallet/wallet-choices.tsx'
import { useUiWords } from '#ui/words/use-ui-words.ts'

type EntranceProps = { readonly children: (session: KeptSession) => ReactNode }

/** What is behind a sign-in, or the way to sign in. */
export function Entrance({ children }: EntranceProps) {
  const ui = useUiWords()
  const isHydrated = useIsHydrated()
  return isHydrated ? <Inner>{children}</Inner> : <Skeleton label={ui('state.loading')} />
}

function Inner({ children }: EntranceProps) {
  const t = useOrganizerWords()
  const ui = useUiWords()
  const { address } = useConnection()
  const { session, signIn, isSigningIn, error } = useSession()
  if (session) return children(session)
  return (
    <Card className="max-w-md">
      {address ? (
        <div className="space-y-4">
          <p>
            {ui.nodes('wallet.connectedAs', { wallet: <Address value={address} className="font-medium" /> })}
          </p>
          {error && <ErrorNotice error={error} />}
          <Button className="w-full" isBusy={isSigningIn} onClick={() => signIn()}>
            {!isSigningIn && <LogIn aria-hidden="true" className="size-5" />}
            {isSigningIn ? ui('action.signingIn') : ui('action.signIn')}
          </Button>
        </div>
      ) : (
        <>
          <h2 className="mb-1 text-lg font-semibold">{t('office.which')}</h2>
          <p className="mb-4 text-ink-soft">{t('office.whichText')}</p>
          <WalletChoices />
        </>
      )}
    </Card>
  )
}
