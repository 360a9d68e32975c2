'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useConnection } from 'wagmi'
import { z } from 'zod'
import type { Event, Tier } from '#core/api/event.ts'
import { toUnixSeconds } from '#core/time.ts'
import { formatLocalTime, parseLocalTime } from '#core/time-zone.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Button } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { idOf } from '#ui/event/id-of.ts'
import { TextField } from '#ui/field.tsx'
import { callAuthorised } from '#ui/session/authorised.ts'
import { useNow } from '#ui/time/use-now.ts'
import { useSigner } from '#ui/wallet/use-signer.ts'
import { CountField, parseCount } from './count-field.tsx'
import { makeVouchers } from './make-vouchers.ts'
import { VoucherSheet } from './voucher-sheet.tsx'

const MOST_LINKS = 100

/** Signs links that give tickets to whoever opens them, and hands them over. */
export function VoucherForm({ event, tier }: { readonly event: Event; readonly tier: Tier }) {
  const t = useOrganizerWords()
  const now = useNow()
  const queries = useQueryClient()
  const { address } = useConnection()
  const { signTypedData } = useSigner()
  const [links, setLinks] = useState<readonly string[]>([])
  const [typed, setTyped] = useState(() => ({
    links: '10',
    each: '1',
    expires: formatLocalTime(Date.parse(event.endsAt), event.timeZone),
  }))
  const left = tier.supply - tier.sold
  const each = parseCount(typed.each, left)
  const wanted = parseCount(typed.links, Math.min(MOST_LINKS, left))
  const expiresAt = parseLocalTime(typed.expires, event.timeZone)
  const isTimely = expiresAt !== undefined && expiresAt > now && expiresAt <= Date.parse(event.endsAt)
  const signing = useMutation({
    mutationFn: async () => {
      if (!address || each === undefined || wanted === undefined || expiresAt === undefined) return
      setLinks([])
      await makeVouchers({
        origin: location.origin,
        event: idOf(event),
        signer: address,
        tierId: tier.tierId,
        count: each,
        links: wanted,
        expiresAt: BigInt(toUnixSeconds(expiresAt)),
        sign: signTypedData,
        keep: ({ voucherId, tierId, count, expiresAt: until }) =>
          callAuthorised(`/api/events/${event.eventId}/vouchers`, z.undefined(), {
            method: 'POST',
            body: { voucherId, tierId, count, expiresAt: Number(until) },
          }),
        onSigned: setLinks,
      })
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['vouchers', event.eventId] }),
  })
  return (
    <div className="space-y-4">
      <div className="space-y-4 print:hidden">
        <p className="max-w-prose text-ink-soft">{t('voucher.text')}</p>
        <div className="grid max-w-3xl gap-4 sm:grid-cols-3">
          <CountField
            label={t('voucher.links')}
            value={typed.links}
            most={Math.min(MOST_LINKS, left)}
            onChange={(text) => setTyped({ ...typed, links: text })}
          />
          <CountField
            label={t('voucher.each')}
            value={typed.each}
            most={left}
            onChange={(text) => setTyped({ ...typed, each: text })}
          />
          <TextField
            type="datetime-local"
            label={t('voucher.expires')}
            value={typed.expires}
            error={isTimely ? undefined : t('voucher.expiresWrong')}
            onChange={({ target }) => setTyped({ ...typed, expires: target.value })}
          />
        </div>
        {signing.error && <ErrorNotice error={signing.error} />}
        {signing.isPending && (
          <p role="status">{t('voucher.signing', { done: links.length, total: wanted ?? 0 })}</p>
        )}
        <Button
          isBusy={signing.isPending}
          disabled={each === undefined || wanted === undefined || !isTimely}
          onClick={() => signing.mutate()}
        >
          {t('voucher.make')}
        </Button>
      </div>
      {links.length > 0 && !signing.isPending && <VoucherSheet event={event} tier={tier} links={links} />}
    </div>
  )
}
