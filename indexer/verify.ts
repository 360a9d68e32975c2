import type { PublicClient } from 'viem'
import type { Database } from '#prisma/client.ts'
import type { Followed } from './store.ts'
import { readChainFacts } from './verify/chain-facts.ts'
import { compareFacts } from './verify/facts.ts'
import { readMirrorFacts } from './verify/mirror-facts.ts'

/**
 * Compares the whole mirror with the chain at the mirror's block (invariant 8) and answers every difference in a
 * sentence; none: they are equal.
 *
 * It shares no code with the way from log to row: what should be is read from the contracts themselves. Costs a few
 * calls per ticket, so it is for tests and for doubts, not for every minute. The node must still know the state at the
 * mirror's block. The indexer may go on meanwhile: the mirror is read in one snapshot.
 */
export async function verifyMirror(
  database: Database,
  client: PublicClient,
  followed: Followed,
): Promise<readonly string[]> {
  const { chainId } = followed
  const { progress, mirror } = await database.$transaction(
    async (transaction) => ({
      progress: await transaction.chain.findUnique({ where: { chainId } }),
      mirror: await readMirrorFacts(transaction, chainId),
    }),
    { isolationLevel: 'RepeatableRead', timeout: SNAPSHOT_TIMEOUT_MS },
  )
  if (!progress) return ['There is no mirror of this chain']
  const chain = await readChainFacts(client, followed, progress.finalizedNumber, progress.blockNumber)
  return compareFacts(chain, mirror)
}

/** Reading a whole mirror takes its time. */
const SNAPSHOT_TIMEOUT_MS = 600_000
