'use client'

import { CircleCheck, CloudOff, DoorClosed, TriangleAlert } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useRotatingPass } from '#attendee/_pass/use-rotating-pass.ts'
import { useAttendeeWords } from '#attendee/_words/use-words.ts'
import type { Event } from '#core/api/event.ts'
import type { Ticket } from '#core/api/ticket.ts'
import { Button } from '#ui/button.tsx'
import { CountdownRing } from '#ui/countdown-ring.tsx'
import { useDeployment } from '#ui/deployment.tsx'
import { useErrorWords } from '#ui/error-words.ts'
import { idOf } from '#ui/event/id-of.ts'
import { Notice } from '#ui/notice.tsx'
import type { StoredPassKey } from '#ui/offline/pass-key-store.ts'
import { QrCode } from '#ui/qr-code.tsx'
import { useWakeLock } from '#ui/use-wake-lock.ts'
import { useFormat } from '#ui/words/use-format.ts'
import { CopyCode } from './copy-code.tsx'
import { PassSkeleton } from './pass-skeleton.tsx'

type PassDisplayProps = {
  readonly event: Event
  readonly ticket: Ticket
  readonly passKey: StoredPassKey
  readonly areDoorsOpen: boolean
  readonly registerError: Error | null
}

/** The rotating code. It needs no network: the phone signs each one itself. */
export function PassDisplay({ event, ticket, passKey, areDoorsOpen, registerError }: PassDisplayProps) {
  const t = useAttendeeWords()
  const format = useFormat()
  const { passPrefix, isLocal } = useDeployment()
  const [isFullAsked, setFullAsked] = useState(false)
  const { eventId } = event
  const id = useMemo(() => idOf({ eventId }), [eventId])
  const shown = useRotatingPass({
    event: id,
    tokenId: BigInt(ticket.tokenId),
    key: passKey,
    prefix: passPrefix,
    periodSeconds: event.passPeriodSeconds,
    isFullAsked,
  })
  useWakeLock(true)

  if (!shown) return <PassSkeleton label={t('pass.making')} />
  return (
    <div>
      <QrCode text={shown.text} label={t('pass.code')} className="aspect-square w-full rounded-control" />
      <div className="mt-3 flex items-center gap-4 px-2">
        <CountdownRing secondsLeft={shown.secondsLeft} seconds={event.passPeriodSeconds} />
        <p className="min-w-0 flex-1">
          <span className="block font-medium">{t('pass.every', { seconds: event.passPeriodSeconds })}</span>
          <span className="block text-ink-soft">{t('pass.screenshot')}</span>
        </p>
      </div>
      <div className="mt-3 space-y-3 px-2">
        <Presence event={event} ticket={ticket} />
        {!areDoorsOpen && (
          <Line Icon={DoorClosed}>
            {t('pass.doors', { moment: format.moment(event.doorsAt, event.timeZone) })}
          </Line>
        )}
        <Acknowledgement passKey={passKey} error={registerError} />
        <div className="-mx-3 flex flex-wrap">
          {passKey.registeredAt !== undefined && passKey.packedSignature && (
            <Button
              look="quiet"
              size="small"
              className="min-h-11"
              aria-pressed={isFullAsked}
              onClick={() => setFullAsked(!isFullAsked)}
            >
              {isFullAsked ? t('pass.small') : t('pass.unknownPhone')}
            </Button>
          )}
          {isLocal && <CopyCode text={shown.text} madeAt={shown.madeAt} />}
        </div>
      </div>
    </div>
  )
}

/** That it was used, where the holder has signed in to see that. */
function Presence({ event, ticket }: { readonly event: Event; readonly ticket: Ticket }) {
  const t = useAttendeeWords()
  const format = useFormat()
  const last = ticket.presence?.toSorted((one, other) => other.lastEntryAt.localeCompare(one.lastEntryAt))[0]
  if (!last) return null
  const time = format.clock(last.lastEntryAt, event.timeZone)
  const entry = ticket.scans
    ?.filter(({ verdict, direction }) => verdict === 'admit' && direction === 'entry')
    .find(({ datetime }) => datetime === last.lastEntryAt)
  const gate = event.gates.find(({ gateId }) => gateId === entry?.gateId)?.name
  const at = gate === undefined ? time : t('pass.timeAndGate', { time, gate })
  return (
    <Notice title={last.isInside ? t('pass.inside', { time: at }) : t('pass.left', { time: at })}>
      {t('pass.again')}
    </Notice>
  )
}

type AcknowledgementProps = { readonly passKey: StoredPassKey; readonly error: Error | null }

function Acknowledgement({ passKey, error }: AcknowledgementProps) {
  const t = useAttendeeWords()
  const errorWords = useErrorWords()
  if (passKey.registeredAt !== undefined) {
    return <Line Icon={CircleCheck}>{t('pass.known')}</Line>
  }
  if (passKey.packedSignature) {
    return <Line Icon={CloudOff}>{t('pass.carries')}</Line>
  }
  return (
    <Line Icon={TriangleAlert}>
      {t('pass.smart', { advice: error ? errorWords(error).advice : t('pass.trying') })}
    </Line>
  )
}

function Line({ Icon, children }: { readonly Icon: typeof CircleCheck; readonly children: React.ReactNode }) {
  return (
    <p role="status" className="flex items-start gap-2.5 text-ink-soft">
      <Icon aria-hidden="true" className="mt-0.5 size-5 shrink-0" />
      <span>{children}</span>
    </p>
  )
}
