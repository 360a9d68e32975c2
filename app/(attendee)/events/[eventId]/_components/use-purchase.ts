'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Address, type Hex, parseEventLogs, type TransactionReceipt, zeroAddress } from 'viem'
import { useConnection, useWaitForTransactionReceipt, useWriteContract } from 'wagmi'
import type { Event, Tier } from '#core/api/event.ts'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { heldTicketsQuery } from '#ui/api/queries.ts'
import { idOf } from '#ui/event/id-of.ts'
import { useRightChain } from '#ui/wallet/use-right-chain.ts'

/** How far a purchase has come. `ticket` is known from the block on. */
export type Purchase =
  | { readonly step: 'none' | 'wallet' | 'sent' }
  | { readonly step: 'in_block' | 'ready'; readonly tokenId: string }
  | { readonly step: 'failed'; readonly error: unknown }

const MIRROR_POLL_MS = 700

/** Buys one ticket of a tier and follows it: the wallet, the chain, our mirror. */
export function usePurchase(event: Event, tier: Tier) {
  const [hash, setHash] = useState<Hex>()
  const { address } = useConnection()
  const toRightChain = useRightChain()
  const { mutateAsync: writeContract } = useWriteContract()

  const buying = useMutation({
    mutationFn: async () => {
      if (!address) throw new Error('buying needs a wallet')
      await toRightChain()
      const price = BigInt(tier.price)
      setHash(
        await writeContract({
          abi: usherEventAbi,
          address: idOf(event).contract,
          functionName: 'buy',
          args: [tier.tierId, 1n, address, price],
          value: price,
        }),
      )
    },
    onMutate: () => setHash(undefined),
  })
  const receipt = useWaitForTransactionReceipt(hash ? { hash } : {})
  const tokenId = receipt.data && address && findTokenId(receipt.data, address)
  const held = useQuery({
    ...heldTicketsQuery(address ?? zeroAddress),
    enabled: tokenId !== undefined,
    refetchInterval: MIRROR_POLL_MS,
  })
  const isMirrored = held.data?.some(
    (ticket) => ticket.eventId === event.eventId && ticket.tokenId === tokenId,
  )

  return { buy: buying.mutate, purchase: toPurchase() }

  function toPurchase(): Purchase {
    const error = buying.error ?? receipt.error
    if (error) return { step: 'failed', error }
    if (receipt.data?.status === 'reverted') return { step: 'failed', error: new Error('reverted') }
    if (tokenId) return { step: isMirrored ? 'ready' : 'in_block', tokenId }
    if (hash) return { step: 'sent' }
    return { step: buying.isPending ? 'wallet' : 'none' }
  }
}

function findTokenId(receipt: TransactionReceipt, to: Address): string | undefined {
  const logs = parseEventLogs({ abi: usherEventAbi, logs: receipt.logs, eventName: 'Transfer', args: { to } })
  return logs[0]?.args.tokenId.toString()
}
