'use client'

import { useConnection } from 'wagmi'
import { decideTicketState, type TicketState } from '#attendee/_pass/ticket-state.ts'
import { usePassKey } from '#attendee/_pass/use-pass-key.ts'
import { useAttendeeWords } from '#attendee/_words/use-words.ts'
import type { Event } from '#core/api/event.ts'
import type { Ticket } from '#core/api/ticket.ts'
import { numberOf } from '#core/token-id.ts'
import { AuthorisePhone } from './authorise-phone.tsx'
import { ConnectHolder } from './connect-holder.tsx'
import { PassDisplay } from './pass-display.tsx'
import { PassSkeleton } from './pass-skeleton.tsx'
import { TicketOver } from './ticket-over.tsx'

type TicketStubProps = { readonly event: Event; readonly ticket: Ticket; readonly now: number }

/** The ticket as a stub: the pass, or what stands between the guest and it, above the tear line. */
export function TicketStub({ event, ticket, now }: TicketStubProps) {
  const t = useAttendeeWords()
  const { address } = useConnection()
  const passKey = usePassKey(event, ticket.holder)
  const state = decideTicketState({ event, ticket, key: passKey.key, wallet: address, now })
  const tier = event.tiers.find((each) => each.tierId === ticket.tierId)
  return (
    <article className="relative -mx-2 overflow-hidden rounded-card border border-line bg-surface shadow-card sm:mx-0">
      <div className="p-2 sm:p-4">
        {passKey.isLoading ? (
          <PassSkeleton label={t('ticket.lookingForKey')} />
        ) : (
          <Body state={state} event={event} ticket={ticket} passKey={passKey} now={now} />
        )}
      </div>
      <TearLine />
      <div className="flex items-baseline justify-between gap-4 px-5 pt-2 pb-5">
        <p className="text-lg font-semibold">{tier?.name ?? t('ticket.tier', { tier: ticket.tierId })}</p>
        <p className="text-lg font-semibold tabular-nums">
          {t('ticket.number', { number: `${numberOf(BigInt(ticket.tokenId))}` })}
        </p>
      </div>
    </article>
  )
}

type BodyProps = {
  readonly state: TicketState
  readonly event: Event
  readonly ticket: Ticket
  readonly passKey: ReturnType<typeof usePassKey>
  readonly now: number
}

function Body({ state, event, ticket, passKey, now }: BodyProps) {
  switch (state.kind) {
    case 'pass':
      return (
        <PassDisplay
          event={event}
          ticket={ticket}
          passKey={state.key}
          areDoorsOpen={state.doors === 'open'}
          registerError={passKey.registerError}
        />
      )
    case 'authorise':
      return (
        <AuthorisePhone
          why={state.why}
          endsAt={event.endsAt}
          timeZone={event.timeZone}
          onAuthorise={() => passKey.authorise()}
          onGiveUp={passKey.giveUp}
          isBusy={passKey.isAuthorising}
          error={passKey.authoriseError}
        />
      )
    case 'connect':
    case 'other_wallet':
      return <ConnectHolder isOther={state.kind === 'other_wallet'} holder={ticket.holder} why="code" />
    default:
      return <TicketOver kind={state.kind} event={event} ticket={ticket} now={now} />
  }
}

/** Where the stub would be torn: a dashed line between two notches. */
function TearLine() {
  const notch = 'absolute -top-2.5 size-5 rounded-full border border-line bg-paper'
  return (
    <div aria-hidden="true" className="relative mx-5 my-2 border-t-2 border-dashed border-line">
      <span className={`${notch} -left-8 [clip-path:inset(0_0_0_50%)]`} />
      <span className={`${notch} -right-8 [clip-path:inset(0_50%_0_0)]`} />
    </div>
  )
}
