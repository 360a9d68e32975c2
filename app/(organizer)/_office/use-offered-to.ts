'use client'

import { type Address, zeroAddress } from 'viem'
import { useReadContract } from 'wagmi'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { idOf } from '#ui/event/id-of.ts'

/** Whom the organizer has offered an event to, by the contract's own word; undefined: nobody, or not known yet. */
export function useOfferedTo(event: { readonly eventId: string }): Address | undefined {
  const { data } = useReadContract({
    address: idOf(event).contract,
    abi: usherEventAbi,
    functionName: 'pendingOwner',
  })
  return data === zeroAddress ? undefined : data
}
