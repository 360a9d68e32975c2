'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { Hex, TransactionReceipt } from 'viem'
import { type Config, useConfig, usePublicClient } from 'wagmi'
import { followTransaction } from './follow-transaction.ts'
import { useRightChain } from './use-right-chain.ts'

/** How far a transaction has come. */
export type Transaction =
  | { readonly step: 'none' | 'wallet' }
  | { readonly step: 'sent'; readonly hash: Hex }
  | { readonly step: 'in_block'; readonly hash: Hex; readonly receipt: TransactionReceipt }
  | { readonly step: 'failed'; readonly error: unknown }

/**
 * Sends a transaction and follows it: the right network, the wallet, the chain, a block. One at a time; `send` answers
 * the receipt, or undefined where it failed, and never throws.
 */
export function useTransaction() {
  const config = useConfig()
  const client = usePublicClient()
  const toRightChain = useRightChain()
  const [transaction, setTransaction] = useState<Transaction>({ step: 'none' })
  const leaving = useRef<AbortController>(undefined)
  useEffect(() => {
    leaving.current = new AbortController()
    return () => leaving.current?.abort()
  }, [])

  const send = useCallback(
    async (write: (config: Config) => Promise<Hex>): Promise<TransactionReceipt | undefined> => {
      const signal = leaving.current?.signal
      if (!client || !signal) return undefined
      const show = (next: Transaction) => signal.aborted || setTransaction(next)
      try {
        show({ step: 'wallet' })
        await toRightChain()
        const hash = await write(config)
        show({ step: 'sent', hash })
        const receipt = await followTransaction(client, hash, signal)
        show({ step: 'in_block', hash, receipt })
        return receipt
      } catch (error) {
        show({ step: 'failed', error })
        return undefined
      }
    },
    [client, config, toRightChain],
  )
  const reset = useCallback(() => setTransaction({ step: 'none' }), [])
  return {
    transaction,
    send,
    reset,
    isUnderWay: transaction.step === 'wallet' || transaction.step === 'sent',
  }
}
