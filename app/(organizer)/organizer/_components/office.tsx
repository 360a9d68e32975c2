'use client'

import { useQueries, useQuery } from '@tanstack/react-query'
import { CalendarPlus, LogIn } from 'lucide-react'
import { useConnection } from 'wagmi'
import { Loaded } from '#ui/api/loaded.tsx'
import { eventQuery, meQuery } from '#ui/api/queries.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Empty } from '#ui/empty.tsx'
import { errorWords } from '#ui/error-words.ts'
import { Notice } from '#ui/notice.tsx'
import { useSession } from '#ui/session/use-session.ts'
import { Skeleton } from '#ui/skeleton.tsx'
import { useIsHydrated } from '#ui/use-is-hydrated.ts'
import { Address } from '#ui/wallet/address.tsx'
import { WalletChoices } from '#ui/wallet/wallet-choices.tsx'
import { EventOffice } from './event-office.tsx'

/** The events that the one who is signed in organizes or manages; or the way to sign in. */
export function Office() {
  const isHydrated = useIsHydrated()
  return isHydrated ? <Entrance /> : <Skeleton label="Loading" />
}

function Entrance() {
  const { address } = useConnection()
  const { session, signIn, isSigningIn, error } = useSession()
  if (session) return <Events staff={session.address} />
  return (
    <Card className="max-w-md">
      {address ? (
        <div className="space-y-4">
          <p>
            Connected: <Address value={address} className="font-medium" />
          </p>
          {error && (
            <Notice tone="bad" title={errorWords(error).title}>
              {errorWords(error).advice}
            </Notice>
          )}
          <Button className="w-full" isBusy={isSigningIn} onClick={() => signIn()}>
            {!isSigningIn && <LogIn aria-hidden="true" className="size-5" />}
            {isSigningIn ? 'Waiting for your wallet' : 'Sign in'}
          </Button>
        </div>
      ) : (
        <>
          <h2 className="mb-1 text-lg font-semibold">Which wallet organizes?</h2>
          <p className="mb-4 text-ink-soft">The one that created the event, or one of its managers.</p>
          <WalletChoices />
        </>
      )}
    </Card>
  )
}

function Events({ staff }: { readonly staff: string }) {
  const me = useQuery(meQuery(staff))
  const leading = me.data?.roles.filter(({ role }) => role === 'organizer' || role === 'manager') ?? []
  const events = useQueries({ queries: leading.map(({ eventId }) => eventQuery(eventId)) })
  return (
    <Loaded query={me} loading={<Skeleton label="Loading your events" />} missing={<None />}>
      {() =>
        leading.length === 0 ? (
          <None />
        ) : (
          <div className="space-y-6">
            {events.map((query, index) => (
              <Loaded
                key={leading[index]?.eventId}
                query={query}
                loading={<Skeleton label="Loading an event" className="h-64" />}
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
  return (
    <Empty Icon={CalendarPlus} title="No events of yours yet">
      Create one by calling the factory contract with this wallet; <code className="font-mono">docs/</code>{' '}
      says how. It appears here a few seconds after its block.
    </Empty>
  )
}
