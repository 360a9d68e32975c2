import type { AsOf } from '#core/api/primitives.ts'
import type { Database } from '#prisma/client.ts'
import { toHex } from '../bytes.ts'
import { unavailable } from '../http/problem.ts'

type Position = { readonly blockNumber: bigint; readonly blockHash: Uint8Array }

/** The query for how far the mirror of one chain has come; undefined row: nothing is mirrored yet. */
export function findPosition(db: Database, chainId: number) {
  return db.chain.findUnique({
    where: { chainId: BigInt(chainId) },
    select: { blockNumber: true, blockHash: true },
  })
}

/** @throws ProblemError `unavailable` if nothing is mirrored yet */
export function toAsOf(position: Position | null): AsOf {
  if (!position) throw unavailable('The mirror of the chain has not begun yet.')
  return { block: Number(position.blockNumber), hash: toHex(position.blockHash) }
}
