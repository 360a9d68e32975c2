'use client'

import type { ReactNode } from 'react'
import { useConnection } from 'wagmi'
import { isSameAddress } from '#core/address.ts'
import type { Event } from '#core/api/event.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Notice } from '#ui/notice.tsx'
import { Address } from '#ui/wallet/address.tsx'

type OrganizerOnlyProps = { readonly event: Event; readonly children: ReactNode }

/** What only the organizer's wallet can sign; for everybody else, who that is. */
export function OrganizerOnly({ event, children }: OrganizerOnlyProps) {
  const t = useOrganizerWords()
  const { address } = useConnection()
  if (isSameAddress(address, event.organizer)) return children
  return (
    <Notice title={t('desk.notOrganizer')}>
      {t.nodes('desk.notOrganizerText', { wallet: <Address value={event.organizer} /> })}
    </Notice>
  )
}
