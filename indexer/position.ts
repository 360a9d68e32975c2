import type { Address, Hash } from 'viem'
import { type BloomFilter, createBloomFilter } from '#runtime/chain/bloom.ts'
import type { ChainReader, Header } from '#runtime/chain.ts'
import type { Logger } from '#runtime/logger.ts'
import { getOrigin } from './branch.ts'
import { topics } from './logs.ts'
import type { MayMatch, Range } from './read-ranges.ts'
import type { Followed, MirrorStore, Tip } from './store.ts'

/** What is kept in memory of the mirror. After any failure, and after going back, it is read again. */
export type Position = {
  tip: Tip
  finalNumber: bigint
  readonly originHash: Hash
  /** in lower case */
  readonly events: Set<Address>
  readonly filter: BloomFilter
  lagsSince: number | undefined
  /** what the node calls final, and at which head it was asked */
  final: { readonly number: bigint; readonly askedAt: bigint } | undefined
  /** final blocks that are being read ahead */
  reading:
    | { readonly from: bigint; readonly to: bigint; readonly ranges: AsyncGenerator<Range, void> }
    | undefined
}

/** A node's head, and when it was asked for it. */
export type Look = { readonly head: Header; readonly askedAt: number }

/** What one look at the chain came to. */
export type PollResult =
  /** The mirror equals the head that the node had when it was asked, and says so. */
  | 'at_head'
  /** The mirror has come nearer to it; there is more to do at once. */
  | 'nearer'
  /** The node's head is below ours, on our own chain as far as can be told. */
  | 'node_lags'

type OpenParts = {
  readonly followed: Followed
  readonly reader: ChainReader
  readonly store: MirrorStore
  readonly logger: Pick<Logger, 'warn'>
}

/** Reads where the mirror is; one that follows something else, or nothing yet, begins anew. */
export async function openPosition(parts: OpenParts): Promise<Position> {
  const { followed, reader, store, logger } = parts
  const progress = await store.load()
  if (!progress || !isSame(progress.followed, followed)) {
    if (progress) logger.warn({ was: progress.followed }, 'Another factory: building a new mirror')
    await store.begin(followed, await getOrigin(reader, followed))
    return openPosition(parts)
  }
  const events = await store.loadEvents()
  const { tip, finalNumber, originHash } = progress
  const filter = createBloomFilter([followed.factory, ...events], topics)
  const nothingRead = { lagsSince: undefined, final: undefined, reading: undefined }
  return { tip, finalNumber, originHash, events: new Set(events), filter, ...nothingRead }
}

/** Whether a block may hold a log of the factory or of an event that is known here. */
export function mayMatch({ filter }: Position): MayMatch {
  return ({ logsBloom }) => filter.mayMatch(logsBloom)
}

function isSame(one: Followed, other: Followed): boolean {
  return one.factory === other.factory && one.startBlock === other.startBlock && one.chainId === other.chainId
}
