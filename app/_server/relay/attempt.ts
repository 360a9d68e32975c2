import type { Hex } from 'viem'
import { type EventId, eventOfKey } from '#core/event-id.ts'
import type { Database, Transaction } from '#prisma/client.ts'
import type { VoucherClaimModel } from '#prisma/generated/models.ts'
import { toHex } from '../bytes.ts'
import type { Fees } from './relayer.ts'

/** The relay's one attempt to bring a voucher, as the registry keeps it. */
export type Attempt = VoucherClaimModel

/** Names one voucher of one event. */
export type VoucherKey = {
  readonly eventId: Uint8Array<ArrayBuffer>
  readonly voucherId: Uint8Array<ArrayBuffer>
}

/** Under which a voucher's attempt stands. */
export function keyOf({ eventId, voucherId }: VoucherKey) {
  return { eventId_voucherId: { eventId, voucherId } }
}

/** The event whose voucher it is. */
export function eventOf({ eventId }: Attempt): EventId {
  const event = eventOfKey(eventId)
  if (!event) throw new TypeError(`The registry holds an event key of ${eventId.length} bytes`)
  return event
}

/** What the attempt offers for a unit of gas. */
export function feesOf({ maxFee, priorityFee }: Attempt): Fees {
  return { maxFee: BigInt(maxFee.toFixed()), priorityFee: BigInt(priorityFee.toFixed()) }
}

/** Every transaction that was signed for the attempt; one of them at most can be mined, as they share a nonce. */
export function hashesOf({ transactionHash, earlierHashes }: Attempt): readonly Hex[] {
  return [transactionHash, ...earlierHashes].map(toHex)
}

/**
 * Runs what writes attempts or budgets. One such transaction runs at a time, over all web processes: a nonce is given
 * once, and no two may find the same room in a budget.
 */
export function underRelayLock<T>(db: Database, run: (at: Transaction) => Promise<T>): Promise<T> {
  return db.$transaction(async (at) => {
    await at.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('usher.relay', 0))`
    return run(at)
  })
}
