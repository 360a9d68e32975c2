import type { Database, Transaction } from '#prisma/client.ts'
import { toBytes, toHex } from '../bytes.ts'
import { type Attempt, eventOf, keyOf, underRelayLock } from './attempt.ts'
import { charge, rebook } from './budget.ts'
import type { Fees, Relayer, RelaySettings } from './relayer.ts'

/** What has become of an attempt. */
export type Booking = {
  readonly status: 'pending' | 'mined' | 'reverted' | 'dropped'
  readonly blockNumber: bigint | null
  /** in wei: the receipt's word, nothing if it will never be mined, the worst case while it is under way */
  readonly cost: bigint
  /** when to look again; null: nothing can change any more */
  readonly lookAt: Date | null
}

/**
 * Writes what has become of an attempt, and gives back to the day's budget what it has not cost. Nothing is written if
 * somebody else has changed it since it was read.
 *
 * @returns whether its status is another now
 */
export function bookAttempt(
  db: Database,
  seen: Attempt,
  { status, blockNumber, cost, lookAt }: Booking,
): Promise<boolean> {
  return underRelayLock(db, async (at) => {
    if (!(await isUnchanged(at, seen))) return false
    const booked = { status, blockNumber, charged: String(cost), lookAt }
    await at.voucherClaim.update({ where: keyOf(seen), data: booked })
    await rebook(at, seen.eventId, seen.budgetDay, BigInt(seen.charged.toFixed()), cost)
    return status !== seen.status
  })
}

/**
 * Replaces an attempt's transaction by a dearer one of the same nonce, if the budget has room for the difference.
 *
 * @returns the attempt as it is then, or undefined if nothing was changed
 */
export function raiseAttempt(
  db: Database,
  seen: Attempt,
  fees: Fees,
  { relayer, settings, now }: { relayer: Relayer; settings: RelaySettings; now: Date },
): Promise<Attempt | undefined> {
  return underRelayLock(db, async (at) => {
    if (!(await isUnchanged(at, seen))) return undefined
    const { eventId, budgetDay, gasLimit } = seen
    const held = BigInt(seen.charged.toFixed())
    const cost = gasLimit * fees.maxFee
    if (cost > held && !(await charge(at, eventId, budgetDay, cost - held, settings))) return undefined
    const call = {
      to: eventOf(seen).contract,
      call: toHex(seen.call),
      nonce: Number(seen.nonce),
      gasLimit,
      fees,
    }
    const { signed, hash } = await relayer.sign(call)
    const raised = {
      maxFee: String(fees.maxFee),
      priorityFee: String(fees.priorityFee),
      signed: toBytes(signed),
      transactionHash: toBytes(hash),
      earlierHashes: [...seen.earlierHashes, seen.transactionHash],
      charged: String(cost > held ? cost : held),
      signedAt: now,
    }
    return at.voucherClaim.update({ where: keyOf(seen), data: raised })
  })
}

/** Whether an attempt is still as it was read; under the relay's lock it then stays so. */
async function isUnchanged(at: Transaction, seen: Attempt): Promise<boolean> {
  const now = await at.voucherClaim.findUnique({ where: keyOf(seen) })
  return (
    now?.status === seen.status &&
    toHex(now.transactionHash) === toHex(seen.transactionHash) &&
    now.charged.equals(seen.charged)
  )
}
