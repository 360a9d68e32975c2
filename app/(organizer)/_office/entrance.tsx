'use client'

import type { ReactNode } from 'react'
import { useConnection } from 'wagmi'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Card } from '#ui/card.tsx'
import type { KeptSession } from '#ui/session/session-store.ts'
import { SignInAs } from '#ui/session/sign-in-as.tsx'
import { useSession } from '#ui/session/use-session.ts'
import { Skeleton } from '#ui/skeleton.tsx'
import { useIsHydrated } from '#ui/use-is-hydrated.ts'
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
  const { address } = useConnection()
  const { session, signIn, isSigningIn, error } = useSession()
  if (session) return children(session)
  return (
    <Card className="max-w-md">
      {address ? (
        <div className="space-y-4">
          <SignInAs wallet={address} onSignIn={() => signIn()} isBusy={isSigningIn} error={error} />
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
