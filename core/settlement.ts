import type { UnixMs } from './time.ts'

const HOUR_MS = 3_600_000

/** How long guests can still be refunded after the end before the organizer is paid. */
const HOLD_MS = 72 * HOUR_MS

/** How long an event may stay unsettled after its end before what guests paid is theirs again. */
const ABANDONED_MS = 180 * 24 * HOUR_MS

/** From when on the organizer can withdraw what is in escrow, as the contract's `withdraw` has it. */
export function withdrawableFrom(endsAt: UnixMs): UnixMs {
  return endsAt + HOLD_MS
}

/** From when on anybody can open the refunds of an event that nobody settled, as the contract's `openRefunds` has it. */
export function refundsOpenableFrom(endsAt: UnixMs): UnixMs {
  return endsAt + ABANDONED_MS
}
