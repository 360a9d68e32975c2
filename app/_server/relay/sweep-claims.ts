import type { Database } from '#prisma/client.ts'
import { underRelayLock } from './attempt.ts'

/** Sweeps away the settled attempts of events that ended before; answers how many. */
export type SweepClaims = (endedBefore: Date) => Promise<number>

/**
 * An event that is over issues nothing any more, so no attempt of it can be made twice; what was claimed stays in the
 * mirror. What may still change is left, and so is each relayer's last nonce on a chain: the next one follows from it.
 */
export function createSweepClaims(db: Database): SweepClaims {
  return (endedBefore) =>
    underRelayLock(
      db,
      (at) => at.$executeRaw`
        DELETE FROM registry.voucher_claim AS claim USING mirror.event
        WHERE event.event_id = claim.event_id AND event.ends_at < ${endedBefore}
          AND claim.status <> 'pending' AND claim.look_at IS NULL
          AND claim.nonce < (
            SELECT max(nonce) FROM registry.voucher_claim AS last
            WHERE last.relayer = claim.relayer AND last.chain_origin = claim.chain_origin)`,
    )
}
