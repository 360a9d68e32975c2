'use client'

import { useState } from 'react'
import { useConnection } from 'wagmi'
import type { Event, Tier } from '#core/api/event.ts'
import { callEvent } from '#ui/wallet/contract-call.ts'
import { useSending } from '#ui/wallet/use-sending.ts'

/** Buys one ticket of a tier and follows it: the wallet, the chain, our mirror. */
export function usePurchase(event: Event, tier: Tier) {
  const { address } = useConnection()
  const { run, sending, isUnderWay } = useSending()
  const [bought, setBought] = useState<string>()

  const buy = () => {
    if (!address) return
    const amount = BigInt(tier.price)
    const call = callEvent(event, 'buy', [tier.tierId, 1n, address, amount])
    setBought(undefined)
    run(async ({ sendPaying, waitForMirror }) => {
      // before anything is paid: nothing that comes after may fail for want of it
      const { findTokenId } = await import('./find-token-id.ts')
      const receipt = await sendPaying(call, { amount, currency: tier.currency })
      setBought(findTokenId(receipt, address))
      await waitForMirror(event.eventId, receipt.blockNumber)
    })
  }
  return {
    buy,
    sending,
    isUnderWay,
    /** The ticket, once it is known at the door or nothing more can be done here for that. */
    tokenId: isUnderWay ? undefined : bought,
  }
}
