'use client'

import { useQuery } from '@tanstack/react-query'
import { type Address, parseEventLogs, type TransactionReceipt, zeroAddress } from 'viem'
import { useConnection } from 'wagmi'
import type { Event, Tier } from '#core/api/event.ts'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { heldTicketsQuery } from '#ui/api/queries.ts'
import { idOf } from '#ui/event/id-of.ts'
import { approveToken } from '#ui/wallet/approve-token.ts'
import { callEvent } from '#ui/wallet/call-event.ts'
import { useTransaction } from '#ui/wallet/use-transaction.ts'

const MIRROR_POLL_MS = 700

/** Buys one ticket of a tier and follows it: the wallet, the chain, our mirror. */
export function usePurchase(event: Event, tier: Tier) {
  const { address } = useConnection()
  const { transaction, send, isUnderWay } = useTransaction()
  const tokenId =
    transaction.step === 'in_block' && address ? findTokenId(transaction.receipt, address) : undefined
  const held = useQuery({
    ...heldTicketsQuery(address ?? zeroAddress),
    enabled: tokenId !== undefined,
    refetchInterval: MIRROR_POLL_MS,
  })
  const isMirrored =
    held.data?.some((ticket) => ticket.eventId === event.eventId && ticket.tokenId === tokenId) ?? false

  const buy = () => {
    if (!address) return
    const price = BigInt(tier.price)
    const { contract } = idOf(event)
    const token = tier.currency as Address | null
    void send(async (config) => {
      if (token !== null) await approveToken(config, { token, spender: contract, amount: price })
      return callEvent(config, {
        event: idOf(event),
        functionName: 'buy',
        args: [tier.tierId, 1n, address, price],
        value: token === null ? price : 0n,
      })
    })
  }
  return {
    buy,
    transaction,
    isUnderWay: isUnderWay || (tokenId !== undefined && !isMirrored),
    /** The ticket, once it is known at the door. */
    tokenId: isMirrored ? tokenId : undefined,
  }
}

function findTokenId(receipt: TransactionReceipt, to: Address): string | undefined {
  const logs = parseEventLogs({ abi: usherEventAbi, logs: receipt.logs, eventName: 'Transfer', args: { to } })
  return logs[0]?.args.tokenId.toString()
}
