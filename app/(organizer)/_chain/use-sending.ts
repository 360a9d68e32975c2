'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Hex, TransactionReceipt } from 'viem'
import { simulateContract, waitForTransactionReceipt } from 'viem/actions'
import { useConnection, usePublicClient, useWriteContract } from 'wagmi'
import { DomainError } from '#core/error.ts'
import { eventQuery } from '#ui/api/queries.ts'
import { useRightChain } from '#ui/wallet/use-right-chain.ts'
import type { ContractCall } from './contract-call.ts'

/** How far a transaction has come. */
export const SENDING_STEPS = ['check', 'wallet', 'sent', 'in_block'] as const
export type SendingStep = (typeof SENDING_STEPS)[number]

export type Sending =
  | { readonly step: 'none' | 'done' | SendingStep }
  | { readonly step: 'failed'; readonly error: unknown }

/** It was sent, and refused in its block: something else came first. */
export class Reverted extends DomainError {
  readonly code = 'reverted'
}

export type SendOptions = {
  /** told as soon as the wallet has sent it: from here on it may come into a block whatever happens to this page */
  readonly onSent?: (hash: Hex) => void
  /** the wallet's own estimate has to do: reads through our server have less gas than a transaction */
  readonly isTooLargeToAsk?: boolean
}

const POLL_MS = 700

/**
 * Has the wallet sign one call after another, and follows each: asked of the contract first, so that a refusal costs
 * nothing and has a name; then the wallet, the block, and our mirror.
 */
export function useSending() {
  const [step, setStep] = useState<SendingStep>('check')
  const { address } = useConnection()
  const client = usePublicClient()
  const queries = useQueryClient()
  const toRightChain = useRightChain()
  const { mutateAsync: writeContract } = useWriteContract()

  /** Ends when the chain has it. */
  const sendCall = async (call: ContractCall, options: SendOptions = {}): Promise<TransactionReceipt> => {
    if (!address || !client) throw new Error('sending needs a wallet')
    setStep('check')
    await toRightChain()
    if (!options.isTooLargeToAsk) await simulateContract(client, { account: address, ...call })
    setStep('wallet')
    const hash = await writeContract(call)
    options.onSent?.(hash)
    setStep('sent')
    const receipt = await waitForTransactionReceipt(client, { hash, pollingInterval: POLL_MS })
    if (receipt.status === 'reverted') throw new Reverted(`${call.functionName} was refused in its block`)
    setStep('in_block')
    return receipt
  }

  /** Ends when the mirror has come to a block, and what the pages show of the event is of it. */
  const waitForMirror = async (eventId: string, block: bigint): Promise<void> => {
    for (;;) {
      const { asOf } = await queries.fetchQuery({ ...eventQuery(eventId), staleTime: 0 })
      if (BigInt(asOf.block) >= block) break
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    }
    await queries.invalidateQueries()
  }

  const mutation = useMutation({
    mutationFn: (work: () => Promise<void>) => work(),
    onMutate: () => setStep('check'),
  })

  return {
    /** Runs work that sends calls; one at a time. */
    run: mutation.mutate,
    reset: mutation.reset,
    sendCall,
    waitForMirror,
    sending: toSending(),
    isUnderWay: mutation.isPending,
  }

  function toSending(): Sending {
    if (mutation.error) return { step: 'failed', error: mutation.error }
    if (mutation.isPending) return { step }
    return { step: mutation.isSuccess ? 'done' : 'none' }
  }
}
