'use client'

import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Hex } from 'viem'
import { getBlockNumber, readContract } from 'viem/actions'
import { usePublicClient } from 'wagmi'
import type { Event } from '#core/api/event.ts'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import {
  type Airdrop,
  type AirdropChunk,
  type AirdropProgress,
  readAirdropProgress,
  splitAirdrop,
} from '#core/chain/airdrop.ts'
import { DomainError } from '#core/error.ts'
import { idOf } from '#ui/event/id-of.ts'
import { callEvent } from '#ui/wallet/contract-call.ts'
import { useSending } from '#ui/wallet/use-sending.ts'

/** The list is not the one that was begun under this name. */
export class AirdropChanged extends DomainError {
  readonly code = 'airdrop_changed'
}

/**
 * Sends a list in as many transactions as it takes. What has arrived is asked of the chain each time, so it may be broken
 * off anywhere and begun again: nobody gets two.
 */
export function useAirdrop(event: Event, airdrop: Airdrop) {
  const client = usePublicClient()
  const queries = useQueryClient()
  const { run, reset, sending, isUnderWay } = useSending()
  const contract = { address: idOf(event).contract, abi: usherEventAbi } as const

  const readProgress = async (): Promise<AirdropProgress> => {
    if (!client) throw new Error('an airdrop needs a chain')
    const chunks = splitAirdrop(airdrop)
    // all as of one block
    const blockNumber = await getBlockNumber(client, { cacheTime: 0 })
    const askAbout = ({ airdropId }: AirdropChunk): Promise<Hex> =>
      readContract(client, { ...contract, functionName: 'airdropOf', args: [airdropId], blockNumber })
    return readAirdropProgress(chunks, await Promise.all(chunks.map(askAbout)))
  }

  const asked = queryOptions({
    queryKey: ['airdrop', event.eventId, airdrop.name, airdrop.tierId, airdrop.recipients],
    queryFn: readProgress,
  })
  const isComplete = airdrop.recipients.length > 0 && airdrop.name !== ''
  const progress = useQuery({ ...asked, enabled: isComplete })

  const send = () =>
    run(async ({ sendCall, waitForMirror }) => {
      let last = 0n
      for (;;) {
        // one that is under way may be of the block before
        await queries.cancelQueries({ queryKey: asked.queryKey })
        const { changed, missing } = await queries.fetchQuery({ ...asked, staleTime: 0 })
        if (changed.length > 0) throw new AirdropChanged('another list was begun')
        const [chunk] = missing
        if (!chunk) break
        const { airdropId, tierId, recipients } = chunk
        const call = callEvent(event, 'airdropOnce', [airdropId, tierId, recipients])
        last = (await sendCall(call, { isTooLargeToAsk: true })).blockNumber
      }
      if (last > 0n) await waitForMirror(event.eventId, last)
    })

  return { send, reset, sending, isUnderWay, progress: progress.data }
}
