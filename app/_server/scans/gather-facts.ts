import { isSameAddress } from '#core/address.ts'
import { equalBytes } from '#core/bytes.ts'
import type { EventId } from '#core/event-id.ts'
import { type FreshnessLimits, judgeFreshness } from '#core/freshness.ts'
import type { EventFacts, ListFacts, SettleRule, TicketFacts, TicketState } from '#core/ticket-check.ts'
import type { ChainReading, ReadTicketOnChain } from '../chain/read-ticket-on-chain.ts'
import type { ReadTicket, TicketReading } from './ticket-facts.ts'

/** What is known of a ticket when its holder has proven himself, and what the write compares with. */
export type GatheredFacts = {
  readonly facts: TicketFacts
  readonly asOfHash: Uint8Array<ArrayBuffer>
  /** the mirror's own word, also where a second node was asked */
  readonly mirrored: Pick<TicketReading, 'ticket' | 'isBlocked'>
}

export type GatherFacts = (
  place: { readonly event: EventId; readonly eventKey: Uint8Array<ArrayBuffer>; readonly listId: string },
  known: { readonly event: EventFacts; readonly list: ListFacts },
  tokenId: bigint,
) => Promise<GatheredFacts>

type Ports = {
  readonly readTicket: ReadTicket
  /** the second node; undefined: none is configured */
  readonly readTicketOnChain: ReadTicketOnChain | undefined
  readonly freshness: FreshnessLimits
  readonly settle: SettleRule
}

/** Reads the mirror and, only if that is stale, a second node; what that says of the chain then counts instead. */
export function createGatherFacts({ readTicket, readTicketOnChain, freshness, settle }: Ports): GatherFacts {
  return async ({ event, eventKey, listId }, known, tokenId) => {
    const reading = await readTicket(event.chainId, eventKey, tokenId, listId)
    const { asOf, ticket, isBlocked, presence, lastMadeAt } = reading
    const mirrored = {
      facts: { asOf, freshness, settle, ...known, ticket, presence, lastMadeAt },
      asOfHash: asOf.hash,
      mirrored: { ticket, isBlocked },
    }
    if (!readTicketOnChain || !judgeFreshness(asOf, freshness, known.event.cutOffAt)) return mirrored
    const onChain = await readTicketOnChain(event, tokenId)
    return onChain && isNoOlder(onChain, asOf) ? preferChain(mirrored, onChain) : mirrored
  }
}

/** What the mirror has seen is not unseen again because another node is not there yet, or on another branch. */
function isNoOlder(onChain: ChainReading, asOf: TicketReading['asOf']): boolean {
  return onChain.block > asOf.block || equalBytes(onChain.hash, asOf.hash)
}

/** What only the mirror and the registry know stays: policy of transfers, the organizer's block, when it settled. */
function preferChain({ facts, mirrored }: GatheredFacts, onChain: ChainReading): GatheredFacts {
  const { asOf, event } = facts
  return {
    facts: {
      ...facts,
      asOf: { block: onChain.block, blockAt: onChain.blockAt, confirmedAt: asOf.now, now: asOf.now },
      event: { ...event, ...onChain.event },
      ticket: onChain.ticket ? mergeTicket(mirrored, onChain.ticket) : endTicket(mirrored.ticket),
    },
    asOfHash: onChain.hash,
    mirrored,
  }
}

/** A holder who is still the one the mirror knew has not bought it since. */
function mergeTicket(
  { ticket, isBlocked }: GatheredFacts['mirrored'],
  onChain: NonNullable<ChainReading['ticket']>,
): TicketState {
  const isSame = ticket && isSameAddress(ticket.owner, onChain.owner)
  return {
    ...onChain,
    isTransferable: ticket?.isTransferable ?? true,
    isBlocked,
    settlesFromBlock: isSame ? ticket.settlesFromBlock : onChain.settlesFromBlock,
  }
}

/** A ticket that the mirror knew and the chain has no more. */
function endTicket(ticket: TicketState | undefined): TicketState | undefined {
  return ticket && { ...ticket, status: ticket.status === 'valid' ? 'void' : ticket.status }
}
