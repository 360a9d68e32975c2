'use client'

import type { ReactNode } from 'react'
import { useConnection, useReadContract } from 'wagmi'
import { isSameAddress } from '#core/address.ts'
import type { ContractRole } from '#core/api/auth.ts'
import type { Event } from '#core/api/event.ts'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { CONTRACT_ROLES } from '#core/chain/contract-roles.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { idOf } from '#ui/event/id-of.ts'
import { Notice } from '#ui/notice.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { Address } from '#ui/wallet/address.tsx'
import { useUiWords } from '#ui/words/use-ui-words.ts'

type RoleOnlyProps = { readonly event: Event; readonly may: ContractRole; readonly children: ReactNode }

/** What the organizer's wallet can sign, and one that the contract has given a role; for others, whose that is. */
export function RoleOnly({ event, may, children }: RoleOnlyProps) {
  const t = useOrganizerWords()
  const ui = useUiWords()
  const { address } = useConnection()
  const isOrganizer = isSameAddress(address, event.organizer)
  const { data: isHeld, isLoading } = useReadContract({
    address: idOf(event).contract,
    abi: usherEventAbi,
    functionName: 'hasRole',
    ...(address && { args: [CONTRACT_ROLES[may], address] }),
    query: { enabled: address !== undefined && !isOrganizer },
  })
  if (isOrganizer || isHeld) return children
  if (isLoading) return <Skeleton label={ui('state.loading')} />
  return (
    <Notice title={t(`desk.not_${may}`)}>
      {t.nodes('desk.notRoleText', { wallet: <Address value={event.organizer} /> })}
    </Notice>
  )
}
