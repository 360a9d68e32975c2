import type { Address } from 'viem'
import type { EventId } from '#core/event-id.ts'
import type { Database, Transaction } from '#prisma/client.ts'
import { toBytes } from '../bytes.ts'
import { rateLimited, unavailable } from '../http/problem.ts'
import { type Attempt, keyOf, underRelayLock, type VoucherKey } from './attempt.ts'
import { charge, dayOf, millisecondsLeft } from './budget.ts'
import type { Quote } from './quote-claim.ts'
import { VoucherRefused } from './refusal.ts'
import type { Relayer, RelaySettings } from './relayer.ts'

/** @returns the voucher's one attempt, and whether it was made just now: then its transaction is to be sent */
export type WriteAttempt = (
  event: EventId,
  key: VoucherKey,
  to: Address,
  quote: Quote,
) => Promise<{ readonly attempt: Attempt; readonly isNew: boolean }>

type Ports = {
  readonly db: Database
  readonly relayer: Relayer
  readonly settings: RelaySettings
  readonly now: () => Date
}

/**
 * The one write that decides who brings a voucher.
 *
 * Limits, budget, nonce, signed transaction and row are written together or not at all. Whoever comes second finds the
 * row. Nothing has been sent yet: a process that dies here leaves a row that any other can send.
 *
 * @throws ProblemError `rate_limited`; VoucherRefused `budget_spent`
 */
export function createWriteAttempt({ db, relayer, settings, now }: Ports): WriteAttempt {
  return (event, key, to, quote) =>
    underRelayLock(db, async (at) => {
      const before = await at.voucherClaim.findUnique({ where: keyOf(key) })
      if (before && before.status !== 'dropped') return { attempt: before, isNew: false }

      const created = now()
      await checkRates(at, key.eventId, toBytes(to), settings, created)
      const budgetDay = dayOf(created)
      const cost = quote.gasLimit * quote.fees.maxFee
      if (!(await charge(at, key.eventId, budgetDay, cost, settings))) {
        const seconds = Math.ceil(millisecondsLeft(created) / 1000)
        throw new VoucherRefused('budget_spent', { headers: { 'retry-after': String(seconds) } })
      }
      const { chainOrigin, nonce } = await takeNonce(at, event.chainId, relayer.address, quote.sent)
      const { signed, hash } = await relayer.sign({ ...quote, to: event.contract, nonce: Number(nonce) })
      const row = {
        recipient: toBytes(to),
        status: 'pending',
        relayer: toBytes(relayer.address),
        chainOrigin,
        nonce,
        call: toBytes(quote.call),
        gasLimit: quote.gasLimit,
        maxFee: String(quote.fees.maxFee),
        priorityFee: String(quote.fees.priorityFee),
        signed: toBytes(signed),
        transactionHash: toBytes(hash),
        earlierHashes: [],
        budgetDay,
        charged: String(cost),
        blockNumber: null,
        created,
        signedAt: created,
        lookAt: created,
      }
      const attempt = await at.voucherClaim.upsert({
        where: keyOf(key),
        create: { ...key, ...row },
        update: row,
      })
      return { attempt, isNew: true }
    })
}

/** Rows are what is counted, so the limits hold over all processes and restarts. */
async function checkRates(
  at: Transaction,
  eventId: Uint8Array<ArrayBuffer>,
  recipient: Uint8Array<ArrayBuffer>,
  { claimsPerMinute, claimsPerHour }: RelaySettings,
  now: Date,
): Promise<void> {
  const since = (milliseconds: number) => ({ gt: new Date(now.getTime() - milliseconds) })
  const ofEvent = await at.voucherClaim.count({ where: { eventId, created: since(60_000) } })
  if (ofEvent >= claimsPerMinute) {
    throw rateLimited(60_000, `${claimsPerMinute} vouchers of an event are brought a minute.`)
  }
  const ofRecipient = await at.voucherClaim.count({ where: { recipient, created: since(3_600_000) } })
  if (ofRecipient >= claimsPerHour) {
    throw rateLimited(3_600_000, `${claimsPerHour} vouchers are brought for one wallet an hour.`)
  }
}

/**
 * The relayer's next nonce: the chain's, or the one after the last that was given. None is ever given up, so there are no
 * gaps to wait behind. A chain that was started anew has another origin and begins at its own count.
 */
async function takeNonce(at: Transaction, chainId: number, relayer: Address, sent: number) {
  const chain = await at.chain.findUnique({ where: { chainId }, select: { originHash: true } })
  if (!chain) throw unavailable('The mirror is being built: try again in a moment.')
  const last = await at.voucherClaim.aggregate({
    where: { relayer: toBytes(relayer), chainOrigin: chain.originHash },
    _max: { nonce: true },
  })
  const next = (last._max.nonce ?? -1n) + 1n
  return { chainOrigin: chain.originHash, nonce: next > BigInt(sent) ? next : BigInt(sent) }
}
