'use client'

import { useState } from 'react'
import { type Address, parseEventLogs, type TransactionReceipt } from 'viem'
import { useConnection } from 'wagmi'
import type { Event, Tier } from '#core/api/event.ts'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
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

function findTokenId(receipt: TransactionReceipt, to: Address): string | undefined {
  const logs = parseEventLogs({ abi: usherEventAbi, logs: receipt.logs, eventName: 'Transfer', args: { to } })
  return logs[0]?.args.tokenId.toString()
}
