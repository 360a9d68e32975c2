import type { Event } from '#core/api/event.ts'
import type { Ticket } from '#core/api/ticket.ts'
import { type EventId, eventKeyOf } from '#core/event-id.ts'
import type { Known } from '#core/known.ts'
import type { Services } from './services.ts'

type Reads = Pick<Services, 'findEvent' | 'findTicket'>

/**
 * Next bundles the pages apart from the server that mounts them, so this module is in the process twice, and its variables
 * too. What both share is the process itself.
 */
const PLACE = Symbol.for('usher.reads-for-pages')
const shared = globalThis as { [PLACE]?: Reads }

/** Lets the pages that this process makes ask these services. */
export function offerReads({ findEvent, findTicket }: Reads): void {
  shared[PLACE] = { findEvent, findTicket }
}

/** An event as anybody may know it; undefined if there is none, or none to be had: the page then asks for itself. */
export function readEvent(event: EventId): Promise<Known<Event> | undefined> {
  return read((reads) => reads.findEvent(eventKeyOf(event)))
}

/** A ticket likewise. */
export function readTicket(event: EventId, tokenId: bigint): Promise<Known<Ticket> | undefined> {
  return read((reads) => reads.findTicket(eventKeyOf(event), tokenId))
}

async function read<T>(ask: (reads: Reads) => Promise<T | undefined>): Promise<Known<T> | undefined> {
  const reads = shared[PLACE]
  const at = Date.now()
  const data = reads && (await ask(reads).catch(() => undefined))
  return data && { data, at }
}
