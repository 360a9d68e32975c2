import type { Address } from 'viem'
import { isSameAddress } from './address.ts'
import { equalBytes } from './bytes.ts'
import type { Authorisation } from './pass-key.ts'
import type { UnixMs, UnixSeconds } from './time.ts'

/** How far ahead of the clock an authorisation may be issued. */
export const MAX_ISSUED_AHEAD_SECONDS = 5 * 60

/** How long after the event's end a pass key may last. */
export const MAX_AFTER_END_SECONDS = 24 * 60 * 60

/** How many pass keys of one holder live at a time in one event; registering another retires the oldest. */
export const MAX_LIVE_PASS_KEYS = 3

/**
 * Something the registry took back, for one event; never lowered and never removed.
 *
 * With `publicKey`, this key of the holder (a tombstone, whether or not the key was registered). With `validFrom`,
 * whatever the holder authorised before that.
 */
export type Revocation =
  | { readonly holder: Address; readonly publicKey: Uint8Array }
  | { readonly holder: Address; readonly validFrom: UnixSeconds }

/**
 * The first time of an authorisation that breaks the rules, or undefined if none does: issued at most 5 minutes ahead
 * of `now`; ending after it was issued, at most one day after the event's end, and below 2^32.
 *
 * Says nothing about a key that has ended: that is {@link hasExpired}.
 */
export function findUnfitTime(
  authorisation: Pick<Authorisation, 'issuedAt' | 'expiresAt'>,
  now: UnixMs,
  endsAt: UnixMs,
): 'issuedAt' | 'expiresAt' | undefined {
  const { issuedAt, expiresAt } = authorisation
  if (!(isUint32(issuedAt) && issuedAt * 1000 <= now + MAX_ISSUED_AHEAD_SECONDS * 1000)) return 'issuedAt'
  const isFit =
    isUint32(expiresAt) && expiresAt > issuedAt && expiresAt * 1000 <= endsAt + MAX_AFTER_END_SECONDS * 1000
  return isFit ? undefined : 'expiresAt'
}

/** True if the key is past its end; the second `expiresAt` itself is still good. */
export function hasExpired({ expiresAt }: Pick<Authorisation, 'expiresAt'>, at: UnixMs): boolean {
  return !(at <= expiresAt * 1000)
}

/** True if the registry has taken this authorisation back. Other holders' revocations do not touch it. */
export function isRevoked(authorisation: Authorisation, revocations: readonly Revocation[]): boolean {
  return revocations.some((revocation) => {
    if (!isSameAddress(revocation.holder, authorisation.holder)) return false
    if ('publicKey' in revocation) return equalBytes(revocation.publicKey, authorisation.publicKey)
    return !(authorisation.issuedAt >= revocation.validFrom)
  })
}

function isUint32(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < 2 ** 32
}
