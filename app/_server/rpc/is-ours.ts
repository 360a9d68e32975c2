import type { Address } from 'viem'
import { eventKeyOf } from '#core/event-id.ts'
import type { Database } from '#prisma/client.ts'
import { toBytes } from '../bytes.ts'

/** Events do not go away but by a reorg, so those found are remembered; the number is bounded by what was created. */
export function createIsOurs(
  db: Database,
  chainId: number,
  factory: Address,
): (contract: Address) => Promise<boolean> {
  const known = new Set<string>([factory.toLowerCase()])
  return async (contract) => {
    if (known.has(contract)) return true
    const found = await db.event.findUnique({
      where: { eventId: eventKeyOf({ chainId, contract }) },
      select: { chainId: true },
    })
    if (found) known.add(contract)
    return found !== null
  }
}

/** Whether an event sells in this ERC-20. Those found are remembered, as an event's currency never changes. */
export function createIsCurrency(db: Database, chainId: number): (contract: Address) => Promise<boolean> {
  const known = new Set<string>()
  return async (contract) => {
    if (known.has(contract)) return true
    const found = await db.event.findFirst({
      where: { chainId: BigInt(chainId), currency: toBytes(contract) },
      select: { chainId: true },
    })
    if (found) known.add(contract)
    return found !== null
  }
}
