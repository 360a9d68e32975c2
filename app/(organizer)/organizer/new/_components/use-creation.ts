'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Address, bytesToHex, type Hex, parseEventLogs, type TransactionReceipt } from 'viem'
import { readContract } from 'viem/actions'
import { useConnection, usePublicClient } from 'wagmi'
import { z } from 'zod'
import { usherFactoryAbi } from '#core/chain/abi/usher-factory.ts'
import type { CheckedEvent } from '#core/event-draft/check-draft.ts'
import { toCreateArgs } from '#core/event-draft/create-args.ts'
import { formatEventId } from '#core/event-id.ts'
import { newDocumentUri } from '#organizer/_office/document-uri.ts'
import { useDeployment } from '#ui/deployment.tsx'
import { callAuthorised } from '#ui/session/authorised.ts'
import { callFactory } from '#ui/wallet/contract-call.ts'
import type { Sender } from '#ui/wallet/sender.ts'
import { hasComeToNothing } from '#ui/wallet/transaction-faults.ts'
import { useSending } from '#ui/wallet/use-sending.ts'

type Creation = {
  readonly picture: string | null
  /** the transaction of an earlier try, which this page was closed or reloaded after */
  readonly sentAs: Hex | null
  /** null: it was refused in its block, called off or lost, so that there is nothing to follow */
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
  const { run, sending, isUnderWay } = useSending()
  const [isDescribing, setDescribing] = useState(false)

  const create = (event: CheckedEvent, { picture, sentAs, onSent, onCreated }: Creation) =>
    run(async ({ sendCall, follow, waitForMirror }) => {
      if (!address || !client) throw new Error('creating needs a wallet')
      setDescribing(false)
      const receipt = await (sentAs ? follow(sentAs, { onSent }) : send(event, sendCall, onSent)).catch(
        (error: unknown) => {
          if (hasComeToNothing(error)) onSent(null)
          throw error
        },
      )
      const eventId = formatEventId({ chainId, contract: findContract(receipt) })
      await waitForMirror(eventId, receipt.blockNumber)
      setDescribing(true)
      const { title, venue, about, timeZone } = event
      await callAuthorised(`/api/events/${eventId}/description`, z.undefined(), {
        method: 'POST',
        body: { title, venue, about, timeZone, ...(picture === null ? {} : { picture }) },
      })
      await queries.invalidateQueries()
      onCreated(eventId)
    })

  return { create, isDescribing, sending, isUnderWay }

  async function send(
    event: CheckedEvent,
    sendCall: Sender['sendCall'],
    onSent: (hash: Hex) => void,
  ): Promise<TransactionReceipt> {
    if (!address || !client) throw new Error('creating needs a wallet')
    const renderer = await readContract(client, {
      address: factory,
      abi: usherFactoryAbi,
      functionName: 'renderer',
    })
    const contractURI = newDocumentUri(location.origin)
    const args = toCreateArgs(event, { organizer: address, renderer, contractURI, salt: randomSalt() })
    return sendCall(callFactory(factory, args), { onSent })
  }
}

function findContract({ logs }: TransactionReceipt): Address {
  const [created] = parseEventLogs({ abi: usherFactoryAbi, logs, eventName: 'EventCreated' })
  if (!created) throw new Error('the receipt tells of no event')
  return created.args.eventContract
}

function randomSalt(): Hex {
  return bytesToHex(crypto.getRandomValues(new Uint8Array(32)))
}
