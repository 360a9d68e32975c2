'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Smartphone } from 'lucide-react'
import { bytesToHex } from 'viem'
import { noteFloor } from '#attendee/_pass/pass-key-floor.ts'
import { useAttendeeWords } from '#attendee/_words/use-words.ts'
import type { Event } from '#core/api/event.ts'
import { passKeysQuery } from '#ui/api/queries.ts'
import { nothing } from '#ui/api/shape.ts'
import { passKeyFloor } from '#ui/api/shapes.ts'
import { Button } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { findPassKey, forgetPassKeysOf } from '#ui/offline/pass-key-store.ts'
import { callAuthorised } from '#ui/session/authorised.ts'
import { useFormat } from '#ui/words/use-format.ts'

type PhoneListProps = { readonly event: Event; readonly holder: string }

/** The phones that can enter with a holder's tickets, each with the way to end it: one was lost, or is not needed. */
export function PhoneList({ event, holder }: PhoneListProps) {
  const t = useAttendeeWords()
  const format = useFormat()
  const client = useQueryClient()
  const { data, error } = useQuery(passKeysQuery(event.eventId, holder))
  const path = `/api/events/${event.eventId}/pass-keys`
  const own = useQuery({
    queryKey: ['own-public-key', event.eventId, holder],
    queryFn: async () => {
      const key = await findPassKey(event.eventId, holder)
      return key ? bytesToHex(key.publicKey) : null
    },
    networkMode: 'always',
  })
  const ending = useMutation({
    mutationFn: async (publicKey: string | 'all') => {
      if (publicKey === 'all') {
        const { validFrom } = await callAuthorised(path, passKeyFloor, { method: 'DELETE' })
        noteFloor(event.eventId, holder, validFrom)
      } else {
        await callAuthorised(`${path}/${publicKey}`, nothing, { method: 'DELETE' })
      }
      if (publicKey === 'all' || publicKey === own.data) await forgetPassKeysOf(holder, event.eventId)
    },
    onSuccess: () =>
      Promise.all(
        [['pass-keys'], ['pass-key'], ['own-public-key']].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  })
  if (error) return <ErrorNotice error={error} />
  if (!data || data.length === 0) return null
  return (
    <section aria-labelledby="phones" className="mt-8">
      <h2 id="phones" className="text-xl font-semibold tracking-tight">
        {t('phones.title')}
      </h2>
      <p className="mt-1 text-ink-soft">{t('phones.lead')}</p>
      {ending.error && <ErrorNotice error={ending.error} className="mt-3" />}
      <ul className="mt-2 divide-y divide-line">
        {data.map(({ publicKey, registeredAt }) => (
          <li key={publicKey} className="flex items-center gap-3 py-2.5">
            <Smartphone aria-hidden="true" className="size-5 shrink-0 text-ink-soft" />
            <span className="min-w-0 flex-1">
              <span className="block font-medium">
                {publicKey === own.data ? t('phones.this') : t('phones.other')}
              </span>
              <span className="block text-sm text-ink-soft">
                {t('phones.since', { moment: format.here(Date.parse(registeredAt)) })}
              </span>
            </span>
            <Button
              look="quiet"
              size="small"
              className="min-h-11"
              isBusy={ending.isPending && ending.variables === publicKey}
              onClick={() => ending.mutate(publicKey)}
            >
              {t('phones.end')}
            </Button>
          </li>
        ))}
      </ul>
      <Button
        look="danger"
        className="mt-3"
        isBusy={ending.isPending && ending.variables === 'all'}
        onClick={() => ending.mutate('all')}
      >
        {t('phones.endAll')}
      </Button>
    </section>
  )
}
