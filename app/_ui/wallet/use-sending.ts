'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useConfig, useConnection } from 'wagmi'
import { useDeployment } from '../deployment.tsx'
import type { ContractCall } from './contract-call.ts'
import { loadAskWallet } from './load-ask-wallet.ts'
import type { Sender } from './sender.ts'
import type { Progress } from './sending-steps.ts'
import { waitForMirror as waitUntilMirrored } from './wait-for-mirror.ts'

export type Sending =
  | { readonly step: 'none' }
  | { readonly step: 'done' }
  | (Progress & {
      /** Waits for the wallet no longer: some never answer. What it sends all the same is still followed. */
      readonly giveUp: () => void
    })
  | { readonly step: 'failed'; readonly error: unknown }

/** What a piece of work sends with. */
type Run = Sender & {
  /** Ends when the mirror has come to a block, and what the pages show of the event is of it. */
  readonly waitForMirror: (eventId: string, block: bigint) => Promise<void>
}

type WhenDone = { readonly onSuccess?: () => void }

const START: Progress = { step: 'check', isApproval: false }

/**
 * Has the wallet sign what a piece of work sends, and tells how far it has come; one piece of work at a time. Whoever
 * leaves the page, or gives up waiting for his wallet, leaves what was sent to the chain, and is asked for nothing more.
 */
export function useSending() {
  const [progress, setProgress] = useState(START)
  const { address } = useConnection()
  const config = useConfig()
  const queries = useQueryClient()
  const { chainId } = useDeployment()
  const leaving = useRef(new AbortController())
  /** of the work in view */
  const turn = useRef(new AbortController())
  useEffect(() => {
    leaving.current = new AbortController()
    return () => leaving.current.abort()
  }, [])

  const mutation = useMutation({ mutationFn: (work: () => Promise<void>) => work() })

  const begin = async (): Promise<Run> => {
    if (!address) throw new Error('sending needs a wallet')
    const { signal: watched } = leaving.current
    const { signal: wanted } = turn.current
    const onProgress = (reached: Progress) => wanted.aborted || setProgress(reached)
    const { openSender } = await loadAskWallet()
    const sender = openSender(config, chainId, address, { onProgress, wanted, watched })
    const waitForMirror: Run['waitForMirror'] = async (eventId, block) => {
      await waitUntilMirrored(eventId, block, watched)
      await queries.invalidateQueries()
    }
    return { ...sender, waitForMirror }
  }

  /** Runs work that sends calls. */
  const run = (work: (sender: Run) => Promise<void>, whenDone: WhenDone = {}) => {
    turn.current = new AbortController()
    setProgress(START)
    mutation.mutate(async () => work(await begin()), whenDone)
  }

  /** The usual work: one call, its block, our mirror. */
  const runCall = (eventId: string, call: ContractCall, whenDone?: WhenDone) =>
    run(async ({ sendCall, waitForMirror }) => {
      const { blockNumber } = await sendCall(call)
      await waitForMirror(eventId, blockNumber)
    }, whenDone)

  /** Forgets the work in view: it asks the wallet for nothing more. */
  const reset = () => {
    turn.current.abort()
    mutation.reset()
  }

  return { run, runCall, reset, sending: toSending(), isUnderWay: mutation.isPending }

  function toSending(): Sending {
    if (mutation.error) return { step: 'failed', error: mutation.error }
    if (mutation.isPending) return { ...progress, giveUp: reset }
    return { step: mutation.isSuccess ? 'done' : 'none' }
  }
}
