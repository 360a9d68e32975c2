'use client'

import { useQueries, useQuery } from '@tanstack/react-query'
import { CalendarPlus, LogIn } from 'lucide-react'
import { useConnection } from 'wagmi'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Loaded } from '#ui/api/loaded.tsx'
import { eventQuery, meQuery } from '#ui/api/queries.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Empty } from '#ui/empty.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { useSession } from '#ui/session/use-session.ts'
import { Skeleton } from '#ui/skeleton.tsx'
import { useIsHydrated } from '#ui/use-is-hydrated.ts'
import { Address } from '#ui/wallet/address.tsx'
import { WalletChoices } from '#ui/wallet/wallet-choices.tsx'
import { useUiWords } from '#ui/words/use-ui-words.ts'
import { EventOffice } from './event-office.tsx'

/** The events that the one who is signed in organizes or manages; or the way to sign in. */
export function Office() {
  const ui = useUiWords()
  const isHydrated = useIsHydrated()
  return isHydrated ? <Entrance /> : <Skeleton label={ui('state.loading')} />
}

function Entrance() {
  const t = useOrganizerWords()
  const ui = useUiWords()
  const { address } = useConnection()
  const { session, signIn, isSigningIn, error } = useSession()
  if (session) return <Events staff={session.address} />
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

function Events({ staff }: { readonly staff: string }) {
  const t = useOrganizerWords()
  const me = useQuery(meQuery(staff))
  const leading = me.data?.roles.filter(({ role }) => role === 'organizer' || role === 'manager') ?? []
  const events = useQueries({ queries: leading.map(({ eventId }) => eventQuery(eventId)) })
  return (
    <Loaded query={me} loading={<Skeleton label={t('office.loading')} />} missing={<None />}>
      {() =>
        leading.length === 0 ? (
          <None />
        ) : (
          <div className="space-y-6">
            {events.map((query, index) => (
              <Loaded
                key={leading[index]?.eventId}
                query={query}
                loading={<Skeleton label={t('office.loadingOne')} className="h-64" />}
                missing={null}
              >
                {(event) => <EventOffice event={event} />}
              </Loaded>
            ))}
          </div>
        )
      }
    </Loaded>
  )
}

function None() {
  const t = useOrganizerWords()
  return (
    <Empty Icon={CalendarPlus} title={t('office.noneTitle')}>
      {t.nodes('office.noneText', { docs: <code className="font-mono">docs/</code> })}
    </Empty>
  )
}
