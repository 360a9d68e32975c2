import { type Address, bytesToHex, type Hex } from 'viem'
import type { PassKey } from '#core/api/pass-key.ts'
import { isPublishedAccount } from '#core/chain/published-accounts.ts'
import type { EventId } from '#core/event-id.ts'
import { keyTagOf } from '#core/p256.ts'
import { isPublicKey } from '#core/p256-point.ts'
import { hashAuthorisation } from '#core/pass-key.ts'
import { findUnfitTime, hasExpired, MAX_LIVE_PASS_KEYS } from '#core/pass-key-rules.ts'
import { toUnixSeconds } from '#core/time.ts'
import type { Database } from '#prisma/client.ts'
import { toBytes, toHex } from '../bytes.ts'
import type { SignedBy, VerifyWalletSignature } from '../chain/wallet-signature.ts'
import { noSuchEvent } from '../event-key.ts'
import { ProblemError } from '../http/problem.ts'
import { projectPassKey } from './project-pass-key.ts'

/** What a wallet has signed for a phone, in the texts of the API. */
export type PassKeyOffer = {
  readonly holder: Address
  readonly publicKey: Hex
  /** Unix seconds, as `expiresAt` */
  readonly issuedAt: number
  readonly expiresAt: number
  readonly signature: Hex
}

export type RegisterPassKey = (
  event: EventId,
  eventKey: Uint8Array<ArrayBuffer>,
  offer: PassKeyOffer,
) => Promise<{ readonly passKey: PassKey; readonly isNew: boolean }>

type Ports = {
  readonly db: Database
  readonly verifySignature: VerifyWalletSignature
  /** counts one registration of a wallet; throws when that is one too many */
  readonly countPassKey: (wallet: string) => Promise<void>
  /** only on a local chain that we started ourselves */
  readonly mayBePublished: boolean
  readonly now: () => Date
}

/**
 * Registers a phone's pass key for a holder's tickets of one event. The wallet's signature is all the authority it
 * takes; whether the holder has a ticket is asked at the gate.
 *
 * Registering the same key again answers the same, and a later authorisation of it replaces the earlier. With a fourth
 * key the oldest retires. What was revoked stays so. A wallet's count grows only by what it has signed itself, and not by
 * what is registered already: whoever has seen a full code could repeat that.
 * @throws ProblemError `not_found` (event), `bad_request` (no point of the curve), `expiry_out_of_range`, `forbidden`
 * (published account), `signature_invalid`, `rate_limited`, `conflict` (revoked), `unavailable` (a smart account while
 * the chain does not answer)
 */
export function createRegisterPassKey(ports: Ports): RegisterPassKey {
  const { db, verifySignature, countPassKey, mayBePublished, now } = ports
  return async (event, eventKey, offer) => {
    const mirrored = await db.event.findUnique({ where: { eventId: eventKey }, select: { endsAt: true } })
    if (!mirrored) throw noSuchEvent(`${event.chainId}:${event.contract}`)
    checkTimes(offer, now(), mirrored.endsAt)
    const publicKey = toBytes(offer.publicKey)
    if (!isPublicKey(publicKey)) {
      throw new ProblemError('bad_request', 'The public key is no point of P-256.', {
        errors: [{ path: 'body.publicKey', message: 'is not on the curve' }],
      })
    }
    if (!mayBePublished && isPublishedAccount(offer.holder)) {
      throw new ProblemError('forbidden', 'Everybody knows this account’s key.')
    }
    const digest = bytesToHex(hashAuthorisation(event, { ...offer, publicKey }))
    const signedBy = await verifySignature(offer.holder, digest, offer.signature)
    if (!signedBy) {
      throw new ProblemError(
        'signature_invalid',
        `This is no signature of ${offer.holder} over this pass key.`,
      )
    }
    return store({ db, countPassKey }, eventKey, offer, signedBy, now())
  }
}

function checkTimes(offer: PassKeyOffer, now: Date, endsAt: Date): void {
  const unfit =
    findUnfitTime(offer, now.getTime(), endsAt.getTime()) ??
    (hasExpired(offer, now.getTime()) ? 'expiresAt' : undefined)
  if (!unfit) return
  const message =
    unfit === 'issuedAt'
      ? 'is over 5 minutes ahead'
      : 'must be ahead, after issuedAt and at most one day after the event’s end'
  throw new ProblemError('expiry_out_of_range', `${unfit} ${message}.`, {
    errors: [{ path: `body.${unfit}`, message }],
  })
}

/** One holder's registrations at one event go one after the other, so that there are never more than three. */
async function store(
  { db, countPassKey }: Pick<Ports, 'db' | 'countPassKey'>,
  eventId: Uint8Array<ArrayBuffer>,
  offer: PassKeyOffer,
  signedBy: SignedBy,
  now: Date,
): Promise<{ readonly passKey: PassKey; readonly isNew: boolean }> {
  const holder = toBytes(offer.holder)
  const publicKey = toBytes(offer.publicKey)
  const id = { eventId_holder_publicKey: { eventId, holder, publicKey } }
  return db.$transaction(async (at) => {
    await at.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${toHex(eventId)} ${offer.holder}`}, 0))`
    const revoked =
      (await at.passKeyRevocation.findUnique({ where: id })) ??
      (await at.passKeyFloor.findFirst({ where: { eventId, holder, validFrom: { gt: offer.issuedAt } } }))
    if (revoked) throw new ProblemError('conflict', 'The holder has revoked this authorisation.')
    const before = await at.passKey.findUnique({ where: id })
    if (before && !before.retiredAt && before.issuedAt >= offer.issuedAt) {
      return { passKey: projectPassKey(before), isNew: false }
    }
    await countPassKey(offer.holder)
    const given = {
      issuedAt: BigInt(offer.issuedAt),
      expiresAt: BigInt(offer.expiresAt),
      signature: toBytes(offer.signature),
      signedBy,
      registeredAt: now,
      retiredAt: null,
    }
    const row = await at.passKey.upsert({
      where: id,
      create: { eventId, holder, publicKey, keyTag: toBytes(keyTagOf(publicKey)), ...given },
      update: given,
    })
    await at.$executeRaw`
      UPDATE registry.pass_key SET retired_at = ${now}
      WHERE event_id = ${eventId} AND holder = ${holder} AND retired_at IS NULL AND public_key NOT IN (
        SELECT public_key FROM registry.pass_key
        WHERE event_id = ${eventId} AND holder = ${holder} AND retired_at IS NULL
          AND expires_at >= ${BigInt(toUnixSeconds(now))}
        ORDER BY public_key = ${publicKey} DESC, registered_at DESC
        LIMIT ${MAX_LIVE_PASS_KEYS})`
    return { passKey: projectPassKey(row), isNew: !before }
  })
}
