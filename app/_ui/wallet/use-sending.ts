'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Address, Hex, TransactionReceipt } from 'viem'
import { simulateContract } from 'viem/actions'
import { useConnection, usePublicClient, useWriteContract } from 'wagmi'
import { useDeployment } from '../deployment.tsx'
import type { ContractCall } from './contract-call.ts'
import { findApproval } from './find-approval.ts'
import { followTransaction } from './follow-transaction.ts'
import { requireCoin } from './require-coin.ts'
import { useRightChain } from './use-right-chain.ts'
import { waitForMirror as waitUntilMirrored } from './wait-for-mirror.ts'

/** How far a transaction has come: each says what is going on now. */
export const SENDING_STEPS = ['check', 'wallet', 'sent', 'in_block'] as const
export type SendingStep = (typeof SENDING_STEPS)[number]

export type Sending =
  | { readonly step: 'none' }
  | { readonly step: 'done' }
  | {
      readonly step: SendingStep
      /** It only lets the contract take the price; the call itself follows. */
      readonly isApproval: boolean
      /** Waits for the wallet no longer: some never answer. What it sends all the same is still followed. */
      readonly giveUp: () => void
    }
  | { readonly step: 'failed'; readonly error: unknown }

export type SendOptions = {
  /**
   * Told as soon as the wallet has sent it, and again when it was sped up there: from here on it may come into a block
   * whatever happens to this page.
   */
  readonly onSent?: (hash: Hex) => void
  /** the wallet's own estimate has to do: reads through our server have less gas than a transaction */
  readonly isTooLargeToAsk?: boolean
}

/** What a call pays, in the smallest unit; `currency` is the event's ERC-20, or null for the chain's coin. */
export type Price = { readonly amount: bigint; readonly currency: string | null }

type Progress = { readonly step: SendingStep; readonly isApproval: boolean }

const START: Progress = { step: 'check', isApproval: false }

/**
 * Has the wallet sign one call after another, and follows each: asked of the contract first, so that a refusal costs
 * nothing and has a name; then the wallet, the block, and our mirror. Whoever leaves the page leaves what was sent to
 * the chain, and is asked for nothing more.
 */
export function useSending() {
  const [progress, setProgress] = useState(START)
  const { address } = useConnection()
  const client = usePublicClient()
  const queries = useQueryClient()
  const toRightChain = useRightChain()
  const { chainId } = useDeployment()
  const { mutateAsync: writeContract } = useWriteContract()
  const leaving = useRef(new AbortController())
  useEffect(() => {
    leaving.current = new AbortController()
    return () => leaving.current.abort()
  }, [])

  const send = async (call: ContractCall, options: SendOptions, isApproval: boolean) => {
    const { signal } = leaving.current
    signal.throwIfAborted()
    if (!address || !client) throw new Error('sending needs a wallet')
    const show = (step: SendingStep) => setProgress({ step, isApproval })
    show('check')
    await toRightChain()
    await requireCoin(client, address, call.value ?? 0n)
    if (!options.isTooLargeToAsk) await simulateContract(client, { account: address, ...call })
    signal.throwIfAborted()
    show('wallet')
    // the wallet's network may have changed since; it must not be sent on another
    const hash = await writeContract({ ...call, chainId })
    options.onSent?.(hash)
    return follow(hash, options, isApproval)
  }

  /** Ends when the chain has it. */
  const sendCall = (call: ContractCall, options: SendOptions = {}): Promise<TransactionReceipt> =>
    send(call, options, false)

  /** The same for a call that pays; in an ERC-20 the contract is first let take exactly that. */
  const sendPaying = async (call: ContractCall, { amount, currency }: Price): Promise<TransactionReceipt> => {
    if (currency === null) return sendCall({ ...call, value: amount })
    if (!address || !client) throw new Error('paying needs a wallet')
    const allowance = { token: currency as Address, owner: address, spender: call.address, amount }
    const approval = await findApproval(client, allowance)
    if (approval) await send(approval, {}, true)
    return sendCall(call)
  }

  /** Follows what was sent before: by this page, or by one that was closed since. */
  const follow = async (hash: Hex, { onSent }: SendOptions = {}, isApproval = false) => {
    if (!client) throw new Error('following needs a chain')
    setProgress({ step: 'sent', isApproval })
    const { signal } = leaving.current
    const receipt = await followTransaction(client, hash, {
      signal,
      ...(onSent ? { onRepriced: onSent } : {}),
    })
    setProgress({ step: 'in_block', isApproval })
    return receipt
  }

  /** Ends when the mirror has come to a block, and what the pages show of the event is of it. */
  const waitForMirror = async (eventId: string, block: bigint): Promise<void> => {
    await waitUntilMirrored(eventId, block, leaving.current.signal)
    await queries.invalidateQueries()
  }

  const mutation = useMutation({
    mutationFn: (work: () => Promise<void>) => work(),
    onMutate: () => setProgress(START),
  })

  /** The usual work: one call, its block, our mirror. */
  const runCall = (eventId: string, call: ContractCall, whenDone: { readonly onSuccess?: () => void } = {}) =>
    mutation.mutate(async () => {
      const { blockNumber } = await sendCall(call)
      await waitForMirror(eventId, blockNumber)
    }, whenDone)

  return {
    /** Runs work that sends calls; one at a time. */
    run: mutation.mutate,
    runCall,
    reset: mutation.reset,
    sendCall,
    sendPaying,
    follow,
    waitForMirror,
    sending: toSending(),
    isUnderWay: mutation.isPending,
  }

  function toSending(): Sending {
    if (mutation.error) return { step: 'failed', error: mutation.error }
    if (mutation.isPending) return { ...progress, giveUp: mutation.reset }
    return { step: mutation.isSuccess ? 'done' : 'none' }
  }
}
