import { isSameAddress } from '#core/address.ts'
import { equalBytes } from '#core/bytes.ts'
import type { EventId } from '#core/event-id.ts'
import { type FreshnessLimits, freshUntil, judgeFreshness } from '#core/freshness.ts'
import type { Proof } from '#core/proof.ts'
import {
  type EventFacts,
  type ListFacts,
  ordinaryTicket,
  type SettleRule,
  type TicketFacts,
  type TicketState,
} from '#core/ticket-check.ts'
import type { ChainReading, ReadTicketOnChain } from '../chain/read-ticket-on-chain.ts'
import type { ChainPosition, ChainPositions } from './chain-position.ts'
import type { ClaimBasis } from './scan-row.ts'
import type { ReadTicket, TicketReading } from './ticket-facts.ts'

/** What is known of a ticket when its holder has proven himself, and what the write compares with. */
export type GatheredFacts = {
  readonly facts: TicketFacts
  readonly asOfHash: Uint8Array<ArrayBuffer>
  /** the mirror's own word, also where a second node was asked */
  readonly mirrored: Pick<TicketReading, 'ticket' | 'isBlocked'>
  /** where the mirror has to stand at least when it is written; undefined: a second node was asked instead */
  readonly chain: ClaimBasis['chain']
}

export type GatherFacts = (
  place: { readonly event: EventId; readonly eventKey: Uint8Array<ArrayBuffer>; readonly listId: string },
  known: { readonly event: EventFacts; readonly list: ListFacts },
  proof: Proof,
) => Promise<GatheredFacts>

export type GatherPorts = {
  readonly readTicket: ReadTicket
  /** the second node; undefined: none is configured */
  readonly readTicketOnChain: ReadTicketOnChain | undefined
  readonly freshness: FreshnessLimits
  readonly settle: SettleRule
  readonly positions: ChainPositions
}

/** Reads the mirror and, only if that is stale, a second node; what that says of the chain then counts instead. */
export function createGatherFacts(ports: GatherPorts): GatherFacts {
  const { readTicket, readTicketOnChain, freshness, settle, positions } = ports
  return async ({ event, eventKey, listId }, known, { tokenId }) => {
    const reading = await readTicket(event.chainId, eventKey, tokenId, listId)
    const { asOf, ticket, isBlocked, presence, lastMadeAt } = reading
    positions.remember(event.chainId, asOf)
    const mirrored = {
      facts: { asOf, freshness, settle, ...known, ticket, presence, lastMadeAt },
      asOfHash: asOf.hash,
      mirrored: { ticket, isBlocked },
      chain: chainBasis(event.chainId, asOf, freshness, known.event.cutOffAt),
    }
    if (!readTicketOnChain || !judgeFreshness(asOf, freshness, known.event.cutOffAt)) return mirrored
    const onChain = await readTicketOnChain(event, tokenId)
    return onChain && isNoOlder(onChain, asOf) ? preferChain(mirrored, onChain) : mirrored
  }
}

/**
 * Takes the ordinary for granted instead of reading: the ticket is the prover's, valid, settled and not inside. A scan
 * that is admitted by these facts is written only if they are true; one that is refused has to be decided again by what
 * is really so. Undefined: where the mirror stands is not known yet.
 */
export function expectFacts(
  { event: { chainId } }: Parameters<GatherFacts>[0],
  known: Parameters<GatherFacts>[1],
  proof: Proof,
  { positions, freshness, settle }: Pick<GatherPorts, 'positions' | 'freshness' | 'settle'>,
): GatheredFacts | undefined {
  const asOf = positions.recall(chainId)
  if (!asOf) return undefined
  const ticket = ordinaryTicket(proof, { asOf, settle })
  return {
    facts: { asOf, freshness, settle, ...known, ticket },
    asOfHash: asOf.hash,
    mirrored: { ticket, isBlocked: false },
    chain: chainBasis(chainId, asOf, freshness, known.event.cutOffAt),
  }
}

function chainBasis(
  chainId: number,
  asOf: ChainPosition,
  limits: FreshnessLimits,
  cutOffAt: number,
): ClaimBasis['chain'] {
  const { block, blockAt, confirmedAt } = asOf
  return { chainId, block, blockAt, confirmedAt, freshUntil: freshUntil(asOf, limits, cutOffAt) }
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
    chain: undefined,
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
