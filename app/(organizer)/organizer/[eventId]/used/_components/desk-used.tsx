'use client'

import type { Event } from '#core/api/event.ts'
import { Desk } from '#organizer/_office/desk.tsx'
import { RoleOnly } from '#organizer/_office/role-only.tsx'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Notice } from '#ui/notice.tsx'
import { useNow } from '#ui/time/use-now.ts'
import { useFormat } from '#ui/words/use-format.ts'
import { MarkForm } from './mark-form.tsx'

/** Marks tickets as used on chain, many at a time. */
export function DeskUsed({ eventId }: { readonly eventId: string }) {
  return (
    <Desk eventId={eventId} needs="canMark">
      {(event, { canManage }) => <Used event={event} canManage={canManage} />}
    </Desk>
  )
}

function Used({ event, canManage }: { readonly event: Event; readonly canManage: boolean }) {
  const t = useOrganizerWords()
  const format = useFormat()
  const now = useNow(5_000)
  if (event.status !== 'selling' && event.status !== 'ended') {
    return <Notice title={t('used.over')} />
  }
  if (now < Date.parse(event.cutOffAt)) {
    return (
      <Notice title={t('used.tooEarly', { moment: format.moment(event.cutOffAt, event.timeZone) })}>
        {t('used.text')}
      </Notice>
    )
  }
  return (
    <RoleOnly event={event} may="gate">
      <MarkForm event={event} canManage={canManage} />
    </RoleOnly>
  )
}
