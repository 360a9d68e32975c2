import type { Proof } from '#core/proof.ts'
import type { EventFacts, ListFacts, Passage, TicketFacts, TicketState } from '#core/ticket-check.ts'

/** Saturday, 12 June 2027, 20:00 in Berlin: the moment at which the baseline's code is seen. */
export const NOW = Date.UTC(2027, 5, 12, 18)

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE

export const HOLDER = '0x70997970c51812dc3a010c7d01b50e0d17dc79c8'
export const OTHER = '0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc'

/** A proof that lets its ticket pass. */
export const proof = (change: Partial<Proof> = {}): Proof => ({
  method: 'pass',
  tokenId: 2_000_137n,
  holder: HOLDER,
  madeAt: NOW / SECOND,
  ...change,
})

export const entry = (change: Partial<Passage> = {}): Passage => ({
  direction: 'entry',
  seenAt: NOW,
  ...change,
})
export const exit = (change: Partial<Passage> = {}): Passage => ({
  direction: 'exit',
  seenAt: NOW,
  ...change,
})

/** Facts by which the baseline's proof is admitted; each argument changes one part of them. */
export const facts = ({
  event = {},
  list = {},
  ticket = {},
  ...change
}: {
  event?: Partial<EventFacts>
  list?: Partial<ListFacts>
  ticket?: Partial<TicketState>
} & Partial<Omit<TicketFacts, 'event' | 'list' | 'ticket'>> = {}): TicketFacts => ({
  asOf: { block: 1000, blockAt: NOW - 12 * SECOND, confirmedAt: NOW - SECOND, now: NOW },
  freshness: { confirmedMs: 10_000, blockMs: null },
  settle: { blocks: 2, blockMs: 12_000 },
  event: {
    isCanceled: false,
    doorsAt: NOW - HOUR,
    endsAt: NOW + 4 * HOUR,
    cutOffAt: NOW - 2 * HOUR,
    timeZone: 'Europe/Berlin',
    dayBeginsHour: 6,
    ...event,
  },
  list: { tierIds: [], policy: 'once', opensAt: null, closesAt: null, ...list },
  ticket: {
    tierId: 2,
    owner: HOLDER,
    status: 'valid',
    isTransferable: true,
    isBlocked: false,
    settlesFromBlock: 900,
    ...ticket,
  },
  ...change,
})
