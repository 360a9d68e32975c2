'use client'

import { useState } from 'react'
import type { Event } from '#core/api/event.ts'
import { moveTimes } from '#core/move-times.ts'
import { formatLocalTime, parseLocalTime } from '#core/time-zone.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Card } from '#ui/card.tsx'
import { CheckField, TextField } from '#ui/field.tsx'
import { useNow } from '#ui/time/use-now.ts'
import { callEvent } from '#ui/wallet/contract-call.ts'
import { SendAction } from '#ui/wallet/send-action.tsx'
import { useFormat } from '#ui/words/use-format.ts'
import { toTimesArgs } from './times-args.ts'

/** Moves an event that people have tickets of, with what that means for those who have paid. */
export function MoveEvent({ event }: { readonly event: Event }) {
  const t = useOrganizerWords()
  const format = useFormat()
  const now = useNow()
  const times = {
    doorsAt: Date.parse(event.doorsAt),
    endsAt: Date.parse(event.endsAt),
    cutOffAt: Date.parse(event.cutOffAt),
  }
  const [typed, setTyped] = useState(() => formatLocalTime(times.doorsAt, event.timeZone))
  const [isSure, setSure] = useState(false)
  const doorsAt = parseLocalTime(typed, event.timeZone)
  const isChanged = doorsAt !== undefined && Math.abs(doorsAt - times.doorsAt) >= 60_000
  const isFit = isChanged && doorsAt > now && doorsAt > times.doorsAt
  const moved = doorsAt === undefined ? undefined : moveTimes(times, doorsAt, now)
  const moment = (at: number) => format.moment(at, event.timeZone)
  return (
    <Card className="space-y-3" title={t('settings.times')} text={t('settings.timesBound')}>
      <TextField
        type="datetime-local"
        label={t('settings.newDoors')}
        value={typed}
        error={isChanged && !isFit ? t('settings.notLater') : undefined}
        onChange={({ target }) => setTyped(target.value)}
      />
      {isFit && moved && (
        <p role="status">
          {t('settings.newEnd', { moment: moment(moved.endsAt), cutOff: moment(moved.cutOffAt) })}
        </p>
      )}
      <CheckField checked={isSure} onChange={setSure}>
        {t('settings.refundSure')}
      </CheckField>
      <SendAction
        eventId={event.eventId}
        look="danger"
        disabled={!isFit || !isSure}
        makeCall={() => moved && callEvent(event, 'changeTimes', toTimesArgs(moved))}
      >
        {t('settings.move')}
      </SendAction>
    </Card>
  )
}
