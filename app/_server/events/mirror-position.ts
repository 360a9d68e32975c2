import type { AsOf } from '#core/api/primitives.ts'
import type { Database, Transaction } from '#prisma/client.ts'
import { toHex } from '../bytes.ts'
import { unavailable } from '../http/problem.ts'

type Ports = { readonly db: Database; readonly chainId: number }

/**
 * Reads rows of the mirror, and of the registry beside them, all as they were at one moment; `read` is told at which
 * block the mirror was then.
 *
 * @throws ProblemError `unavailable` if nothing is mirrored yet
 */
export function readAtOneBlock<T>(
  { db, chainId }: Ports,
  read: (at: Transaction, asOf: AsOf) => Promise<T>,
): Promise<T> {
  return db.$transaction(async (at) => read(at, await findAsOf(at, chainId)), {
    isolationLevel: 'RepeatableRead',
  })
}

async function findAsOf(at: Transaction, chainId: number): Promise<AsOf> {
  const position = await at.chain.findUnique({
    where: { chainId: BigInt(chainId) },
    select: { blockNumber: true, blockHash: true },
  })
  if (!position) throw unavailable('The mirror of the chain has not begun yet.')
  return { block: Number(position.blockNumber), hash: toHex(position.blockHash) }
}
