import type { Logger } from 'pino'
import { toUnixSeconds } from '#core/time.ts'
import type { Database } from '#prisma/client.ts'
import { createSweepClaims } from './relay/sweep-claims.ts'

/** What has been past its end for so long is of no use to anybody, nor to who looks into a stolen token. */
const keepDays = 7
const monthsAhead = 12

type Ports = { readonly db: Database; readonly log: Logger; readonly now: () => Date }

/**
 * Sweeps away sign-ins, listings and settled claims that are past their end and makes the coming months' partitions of the
 * log. Any number of processes may do it at the same time. Never throws: it comes round again.
 */
export type KeepHouse = () => Promise<void>

export function createKeepHouse({ db, log, now }: Ports): KeepHouse {
  const sweepClaims = createSweepClaims(db)
  return async () => {
    const before = new Date(now().getTime() - keepDays * 24 * 3_600_000)
    const isOver = { where: { expiresAt: { lt: before } } }
    try {
      const { count: nonces } = await db.signinNonce.deleteMany(isOver)
      const { count: tokens } = await db.refreshToken.deleteMany(isOver)
      const { count: sessions } = await db.session.deleteMany(isOver)
      const { count: listings } = await db.listing.deleteMany({
        where: { expiresAt: { lt: BigInt(toUnixSeconds(before)) } },
      })
      const claims = await sweepClaims(before)
      await db.$queryRaw`SELECT registry.add_scan_partitions(${monthsAhead}::integer)`
      log.info({ nonces, tokens, sessions, listings, claims }, 'swept what was past its end')
    } catch (error) {
      log.warn({ err: error }, 'sweeping did not work this time')
    }
  }
}
