import { BaseError, ContractFunctionRevertedError, type PublicClient } from 'viem'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import type { EventId } from '#core/event-id.ts'
import type { EventFacts, TicketState } from '#core/ticket-check.ts'
import { tierOf } from '#core/token-id.ts'
import { toBytes } from '../bytes.ts'

/** What a node itself says of an event and a ticket, all at one block. */
export type ChainReading = {
  readonly block: number
  readonly hash: Uint8Array<ArrayBuffer>
  /** milliseconds */
  readonly blockAt: number
  readonly event: Pick<EventFacts, 'isCanceled' | 'doorsAt' | 'endsAt' | 'cutOffAt'>
  /** undefined: no such ticket, or one that is no more */
  readonly ticket: Pick<TicketState, 'tierId' | 'owner' | 'status' | 'settlesFromBlock'> | undefined
}

/** Undefined if the node does not answer in time, or not for one block. */
export type ReadTicketOnChain = (event: EventId, tokenId: bigint) => Promise<ChainReading | undefined>

/** `EventStatus.Canceled` of the contract. */
const canceled = 3

/**
 * Asks a node for a ticket's owner and the event's flags at the hash of its head: what a scan is decided by while the
 * mirror is stale. When the ticket last changed hands is not asked, so it counts as unsettled from this block on.
 */
export function createReadTicketOnChain(client: PublicClient): ReadTicketOnChain {
  return async (event, tokenId) => {
    try {
      const { number, hash: blockHash, timestamp } = await client.getBlock()
      const at = { address: event.contract, abi: usherEventAbi, blockHash } as const
      const [status, doorsAt, endsAt, cutOffAt, owner] = await Promise.all([
        client.readContract({ ...at, functionName: 'status' }),
        client.readContract({ ...at, functionName: 'doorsAt' }),
        client.readContract({ ...at, functionName: 'endsAt' }),
        client.readContract({ ...at, functionName: 'cutOffAt' }),
        client.readContract({ ...at, functionName: 'ownerOf', args: [tokenId] }).catch(undefinedIfReverted),
      ])
      return {
        block: Number(number),
        hash: toBytes(blockHash),
        blockAt: Number(timestamp) * 1000,
        event: {
          isCanceled: status === canceled,
          doorsAt: Number(doorsAt) * 1000,
          endsAt: Number(endsAt) * 1000,
          cutOffAt: Number(cutOffAt) * 1000,
        },
        ticket: owner && {
          tierId: tierOf(tokenId),
          owner,
          status: 'valid',
          settlesFromBlock: Number(number),
        },
      }
    } catch (error) {
      if (error instanceof BaseError) return undefined
      throw error
    }
  }
}

function undefinedIfReverted(error: unknown): undefined {
  const isRevert = (cause: unknown) => cause instanceof ContractFunctionRevertedError
  if (error instanceof BaseError && error.walk(isRevert)) return undefined
  throw error
}
