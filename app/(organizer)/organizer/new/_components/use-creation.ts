'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Address, bytesToHex, type Hex, parseEventLogs, type TransactionReceipt } from 'viem'
import { readContract, waitForTransactionReceipt } from 'viem/actions'
import { useConnection, usePublicClient } from 'wagmi'
import { z } from 'zod'
import { usherFactoryAbi } from '#core/chain/abi/usher-factory.ts'
import type { CheckedEvent } from '#core/event-draft/check-draft.ts'
import { toCreateArgs } from '#core/event-draft/create-args.ts'
import { formatEventId } from '#core/event-id.ts'
import { callFactory } from '#organizer/_chain/contract-call.ts'
import { Reverted, useSending } from '#organizer/_chain/use-sending.ts'
import { ApiProblem } from '#ui/api/client.ts'
import { eventQuery } from '#ui/api/queries.ts'
import { useDeployment } from '#ui/deployment.tsx'
import { callAuthorised } from '#ui/session/authorised.ts'

const POLL_MS = 700

type Creation = {
  readonly picture: string | null
  /** the transaction of an earlier try, which this page was closed or reloaded after */
  readonly sentAs: Hex | null
  /** null: it was refused in its block, so that there is nothing to follow */
  readonly onSent: (hash: Hex | null) => void
  readonly onCreated: (eventId: string) => void
}

/**
 * Creates an event: one signature, the block, our mirror, and the description. What was sent before is followed and not
 * sent again, so a reload in the middle makes no second event.
 */
export function useCreation() {
  const { chainId, factory } = useDeployment()
  const { address } = useConnection()
  const client = usePublicClient()
  const queries = useQueryClient()
  const sending = useSending()
  const [isDescribing, setDescribing] = useState(false)

  const create = (event: CheckedEvent, { picture, sentAs, onSent, onCreated }: Creation) =>
    sending.run(async () => {
      if (!address || !client) throw new Error('creating needs a wallet')
      setDescribing(false)
      const receipt = await (sentAs ? follow(sentAs) : send(event, onSent)).catch((error: unknown) => {
        if (error instanceof Reverted) onSent(null)
        throw error
      })
      const eventId = formatEventId({ chainId, contract: findContract(receipt) })
      await waitUntilMirrored(eventId)
      setDescribing(true)
      const { title, venue, about, timeZone } = event
      await callAuthorised(`/api/events/${eventId}/description`, z.undefined(), {
        method: 'POST',
        body: { title, venue, about, timeZone, ...(picture === null ? {} : { picture }) },
      })
      await queries.invalidateQueries()
      onCreated(eventId)
    })

  return { create, isDescribing, ...sending }

  async function send(event: CheckedEvent, onSent: (hash: Hex) => void): Promise<TransactionReceipt> {
    if (!address || !client) throw new Error('creating needs a wallet')
    const renderer = await readContract(client, {
      address: factory,
      abi: usherFactoryAbi,
      functionName: 'renderer',
    })
    const contractURI = `${location.origin}/api/descriptions/${randomHex(16).slice(2)}`
    const args = toCreateArgs(event, { organizer: address, renderer, contractURI, salt: randomHex(32) })
    return sending.sendCall(callFactory(factory, args), { onSent })
  }

  async function follow(hash: Hex): Promise<TransactionReceipt> {
    if (!client) throw new Error('creating needs a chain')
    const receipt = await waitForTransactionReceipt(client, { hash, pollingInterval: POLL_MS })
    if (receipt.status === 'reverted') throw new Reverted('the event was refused in its block')
    return receipt
  }

  async function waitUntilMirrored(eventId: string): Promise<void> {
    for (;;) {
      try {
        await queries.fetchQuery({ ...eventQuery(eventId), staleTime: 0, retry: false })
        return
      } catch (error) {
        if (!(error instanceof ApiProblem && error.code === 'not_found')) throw error
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    }
  }
}

function findContract({ logs }: TransactionReceipt): Address {
  const [created] = parseEventLogs({ abi: usherFactoryAbi, logs, eventName: 'EventCreated' })
  if (!created) throw new Error('the receipt tells of no event')
  return created.args.eventContract
}

function randomHex(size: number): Hex {
  return bytesToHex(crypto.getRandomValues(new Uint8Array(size)))
}
