import type { PublicClient } from 'viem'
import type { Database } from '#prisma/client.ts'
import { createMirrorStore, type Followed } from './store.ts'
import { readChainFacts } from './verify/chain-facts.ts'
import { compareFacts } from './verify/facts.ts'
import { readMirrorFacts } from './verify/mirror-facts.ts'

/**
 * Compares the whole mirror with the chain at the mirror's block (invariant 8) and answers every difference in a
 * sentence; none: they are equal.
 *
 * It shares no code with the way from log to row: what should be is read from the contracts themselves. Costs a few
 * calls per ticket, so it is for tests and for doubts, not for every minute. The node must still know the state at the
 * mirror's block.
 */
export async function verifyMirror(
  database: Database,
  client: PublicClient,
  followed: Followed,
): Promise<readonly string[]> {
  const progress = await createMirrorStore(database, followed.chainId).load()
  if (!progress) return ['There is no mirror of this chain']
  const { tip, finalNumber } = progress
  const chain = await readChainFacts(client, followed, finalNumber, tip.number)
  const mirror = await readMirrorFacts(database, followed.chainId)
  return compareFacts(chain, mirror)
}
