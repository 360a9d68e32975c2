'use client'

import { useState } from 'react'
import type { Event } from '#core/api/event.ts'
import type { EventTimes } from '#core/move-times.ts'
import { formatLocalTime, parseLocalTime } from '#core/time-zone.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Card } from '#ui/card.tsx'
import { TextField } from '#ui/field.tsx'
import { useNow } from '#ui/time/use-now.ts'
import { callEvent } from '#ui/wallet/contract-call.ts'
import { SendAction } from '#ui/wallet/send-action.tsx'
import { toTimesArgs } from './times-args.ts'

const FIELDS = ['doorsAt', 'endsAt', 'cutOffAt'] as const

/** The times of an event that nobody has a ticket of yet: each may become any other. */
export function FreeTimes({ event }: { readonly event: Event }) {
  const t = useOrganizerWords()
  const now = useNow()
  const [typed, setTyped] = useState(() => ({
    doorsAt: localOf(event, 'doorsAt'),
    endsAt: localOf(event, 'endsAt'),
    cutOffAt: localOf(event, 'cutOffAt'),
  }))
  const times = readTimes(event, typed)
  const faults: Partial<Record<keyof EventTimes, string>> = times
    ? {
        ...(times.endsAt <= now && { endsAt: t('fault.time_passed') }),
        ...(times.endsAt <= times.doorsAt && { endsAt: t('fault.ends_before_doors') }),
        ...(times.cutOffAt > times.endsAt && { cutOffAt: t('settings.cutOffLate') }),
      }
    : { doorsAt: t('fault.time_unreadable') }
  const isChanged = FIELDS.some((name) => typed[name] !== localOf(event, name))
  const isFit = isChanged && Object.keys(faults).length === 0
  return (
    <Card className="space-y-3" title={t('settings.times')} text={t('settings.timesFree')}>
      {FIELDS.map((name) => (
        <TextField
          key={name}
          type="datetime-local"
          label={t(name === 'cutOffAt' ? 'create.cutOff' : `create.${name}`)}
          value={typed[name]}
          error={isChanged ? faults[name] : undefined}
          onChange={({ target }) => setTyped({ ...typed, [name]: target.value })}
        />
      ))}
      <SendAction
        eventId={event.eventId}
        look="secondary"
        disabled={!isFit}
        makeCall={() => times && callEvent(event, 'changeTimes', toTimesArgs(times))}
      >
        {t('settings.move')}
      </SendAction>
    </Card>
  )
}

function localOf(event: Event, name: keyof EventTimes): string {
  return formatLocalTime(Date.parse(event[name]), event.timeZone)
}

/** The times that were typed; one that was not touched keeps its seconds. Undefined if one of them is none. */
function readTimes(event: Event, typed: Readonly<Record<keyof EventTimes, string>>): EventTimes | undefined {
  const read = (name: keyof EventTimes) =>
    typed[name] === localOf(event, name)
      ? Date.parse(event[name])
      : parseLocalTime(typed[name], event.timeZone)
  const [doorsAt, endsAt, cutOffAt] = [read('doorsAt'), read('endsAt'), read('cutOffAt')]
  if (doorsAt === undefined || endsAt === undefined || cutOffAt === undefined) return undefined
  return { doorsAt, endsAt, cutOffAt }
}
