import type { Address } from 'viem'
import type { Credits } from '#core/api/credit.ts'
import type { Database } from '#prisma/client.ts'
import { toBytes, toHex } from '../bytes.ts'
import { eventIdOfKey } from '../event-key.ts'
import { readAtOneBlock } from '../events/mirror-position.ts'

/** What events' contracts owe a wallet as of the mirror's block; it withdraws on chain, event by event. */
export type FindCredits = (account: Address) => Promise<Credits>

type Ports = { readonly db: Database; readonly chainId: number }

export function createFindCredits({ db, chainId }: Ports): FindCredits {
  return (account) =>
    readAtOneBlock({ db, chainId }, async (at, asOf) => {
      const owed = await at.account.findMany({
        where: { address: toBytes(account), credit: { gt: 0 } },
        orderBy: { eventId: 'asc' },
      })
      const events = await at.event.findMany({
        where: { eventId: { in: owed.map(({ eventId }) => eventId) } },
        select: { eventId: true, currency: true },
      })
      const currencyOf = new Map(events.map(({ eventId, currency }) => [toHex(eventId), currency]))
      const credits = owed.map(({ eventId, credit }) => {
        const currency = currencyOf.get(toHex(eventId))
        return {
          eventId: eventIdOfKey(eventId),
          amount: credit.toFixed(0),
          currency: currency ? toHex(currency) : null,
        }
      })
      return { credits, asOf }
    })
}
