import { type Address, zeroAddress } from 'viem'
import type { VoucherClaim, VoucherClaimRequest } from '#core/api/voucher.ts'
import { isPublishedAccount } from '#core/chain/published-accounts.ts'
import { type EventId, formatEventId } from '#core/event-id.ts'
import type { Database } from '#prisma/client.ts'
import { toBytes } from '../bytes.ts'
import { noSuchEvent } from '../event-key.ts'
import { unavailable } from '../http/problem.ts'
import type { VoucherKey } from './attempt.ts'
import { type FindVoucherClaim, projectAttempt } from './find-voucher-claim.ts'
import type { QuoteClaim } from './quote-claim.ts'
import { VoucherRefused } from './refusal.ts'
import type { SendAttempt } from './send-attempt.ts'
import type { WriteAttempt } from './write-attempt.ts'

/** Brings a voucher to the chain, or answers what became of the one attempt to. */
export type ClaimVoucher = (
  event: EventId,
  eventId: Uint8Array<ArrayBuffer>,
  request: VoucherClaimRequest,
) => Promise<VoucherClaim>

type Ports = {
  readonly db: Database
  readonly findVoucherClaim: FindVoucherClaim
  readonly quoteClaim: QuoteClaim
  readonly writeAttempt: WriteAttempt
  readonly sendAttempt: SendAttempt
  /** only on a local chain that we started ourselves */
  readonly mayBePublished: boolean
  readonly now: () => Date
}

/**
 * Claims a voucher for somebody who has neither coin nor account. Who may do so is the contract's to say: the claim is
 * simulated first, and nothing of a request that the contract would refuse is kept.
 *
 * However many requests for one voucher there are, and in however many processes, one transaction is sent and all get its
 * state. Another recipient than the attempt's is refused.
 * @throws VoucherRefused; ProblemError `not_found` (event), `rate_limited`, `unavailable`
 */
export function createClaimVoucher(ports: Ports): ClaimVoucher {
  const { db, findVoucherClaim, quoteClaim, writeAttempt, sendAttempt, mayBePublished, now } = ports
  const inTurn = createTurns()
  return async (event, eventId, request) => {
    const key: VoucherKey = { eventId, voucherId: toBytes(request.voucher.voucherId) }
    const to = recipientOf(request)
    const findAnswer = async () => {
      const known = await findVoucherClaim(key)
      return known && known.failure !== 'dropped' ? answer(known, to) : undefined
    }
    if (!(await db.event.findUnique({ where: { eventId }, select: { eventId: true } }))) {
      throw noSuchEvent(formatEventId(event))
    }
    const known = await findAnswer()
    if (known) return known

    checkByItself(request, mayBePublished, now())
    const quote = await quoteClaim(event, request, to).catch(async (error: unknown) => {
      // refused, perhaps because it was brought in between; the mirror or the attempt may know how
      const answer = error instanceof VoucherRefused ? await findAnswer() : undefined
      if (answer) return answer
      throw error
    })
    if ('status' in quote) return quote

    const { attempt, isNew } = await inTurn(() => writeAttempt(event, key, to, quote))
    if (isNew) await sendAttempt(attempt)
    return answer(projectAttempt(attempt), to)
  }
}

/** Whom the tickets are for, by the request's own word; the contract checks it. */
function recipientOf({ voucher, claim }: VoucherClaimRequest): Address {
  if ((voucher.key === zeroAddress) === (voucher.recipient === zeroAddress))
    throw new VoucherRefused('unbound')
  const to = claim?.to ?? voucher.recipient
  if (to === zeroAddress) {
    const errors = [{ path: 'body.claim.to', message: 'must name who gets the tickets' }]
    throw new VoucherRefused('claim_signature_wrong', { errors })
  }
  return to
}

/** What needs no look at the chain. */
function checkByItself({ voucher }: VoucherClaimRequest, mayBePublished: boolean, now: Date): void {
  if (voucher.expiresAt * 1000 <= now.getTime()) throw new VoucherRefused('expired')
  if (!mayBePublished && (isPublishedAccount(voucher.signer) || isPublishedAccount(voucher.key))) {
    throw new VoucherRefused('published_account')
  }
}

/** What became of a voucher is an answer for whom it was claimed, and a refusal for everybody else. */
function answer(claim: VoucherClaim, to: Address): VoucherClaim {
  if (claim.status === 'revoked') throw new VoucherRefused('revoked')
  if (claim.to !== to) throw new VoucherRefused(claim.status === 'mined' ? 'claimed' : 'claimed_for_another')
  return claim
}

/** Beyond so many the database is not keeping up, and who comes now had better come again. */
const mostWaiting = 256

/** One after the other in this process, so that waiting for the relay's lock takes one connection and no more. */
function createTurns(): <T>(run: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  return (run) => {
    if (waiting >= mostWaiting) throw unavailable('Too many vouchers are being brought at the moment.')
    waiting++
    const next = last.then(run)
    last = next
      .catch(() => {})
      .finally(() => {
        waiting--
      })
    return next
  }
}
