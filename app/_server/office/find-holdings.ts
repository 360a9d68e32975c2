import type { Holdings } from '#core/api/office.ts'
import type { Database } from '#prisma/client.ts'
import { readAtOneBlock } from '../events/mirror-position.ts'

/** Who holds what of an event, and what could go back to them, as of the mirror's block. */
export type FindHoldings = (eventKey: Uint8Array<ArrayBuffer>) => Promise<Holdings>

type Ports = { readonly db: Database; readonly chainId: number }

export function createFindHoldings({ db, chainId }: Ports): FindHoldings {
  return (eventKey) =>
    readAtOneBlock({ db, chainId }, async (at, asOf) => {
      const [held] = await at.$queryRaw<Omit<Holdings, 'asOf'>[]>`
        SELECT count(DISTINCT owner)::int AS holders, count(*)::int AS tickets,
          count(*) FILTER (WHERE price_paid > 0)::int AS "paidTickets",
          coalesce(sum(price_paid), 0)::text AS refundable
        FROM mirror.ticket WHERE event_id = ${eventKey} AND status = 'valid'`
      return { ...(held ?? { holders: 0, tickets: 0, paidTickets: 0, refundable: '0' }), asOf }
    })
}
