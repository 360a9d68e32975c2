import { ChainAnswerError, type ChainReader, type Header } from '#runtime/chain.ts'
import type { Logger } from '#runtime/logger.ts'
import { findCommon, getOrigin } from './branch.ts'
import type { PollResult, Position } from './position.ts'
import type { Followed, MirrorStore, Tip } from './store.ts'
import type { Watch } from './watch.ts'

export type GoBackParts = {
  readonly followed: Followed
  readonly reader: ChainReader
  readonly store: MirrorStore
  readonly logger: Pick<Logger, 'warn'>
  /** For how long a head below ours, on our own chain, is taken for a node that lags. Milliseconds. */
  readonly lagGraceMs: number
  /** For how long a head below everything that is kept to undo is taken for a node that loads its chain. Milliseconds. */
  readonly lostGraceMs: number
  readonly watch: Watch
}

/** The two ways back. After `nearer` the mirror is elsewhere, and its position has to be read again. */
export type GoBack = {
  /** To a head on our own chain that we are past: the node lags, or the chain became shorter. */
  toHead(head: Header, at: Position): Promise<PollResult>
  /** From a branch that is not the node's: to where they part, or to the beginning where that is lost. */
  toCommon(head: Header, at: Position): Promise<PollResult>
}

export function createGoBack(parts: GoBackParts): GoBack {
  const { followed, reader, store, logger, lagGraceMs, lostGraceMs, watch } = parts

  const isLagging = (at: Position, graceMs: number): boolean => {
    at.lagsSince ??= performance.now()
    return performance.now() - at.lagsSince < graceMs
  }

  const rollBack = async (to: Header, { tip }: Position): Promise<PollResult> => {
    await store.rollBack(tip, to)
    watch.wentBack(tip.number - to.number)
    logger.warn({ from: tip.number, to: to.number }, 'Blocks have left the chain: rolled back')
    return 'nearer'
  }

  const begin = async (origin: Header, why: string): Promise<PollResult> => {
    logger.warn({ origin: origin.hash }, why)
    await store.begin(followed, origin)
    return 'nearer'
  }

  return {
    toHead: async (head, at) => (isLagging(at, lagGraceMs) ? 'node_lags' : rollBack(head, at)),
    toCommon: async (head, at) => {
      const origin = await getOrigin(reader, followed)
      if (origin.hash !== at.originHash) return begin(origin, 'The chain was reset: building a new mirror')
      // So far below us nothing can be compared any more.
      if (head.number < at.finalNumber) {
        if (isLagging(at, lostGraceMs)) return 'node_lags'
        return begin(origin, 'The chain became shorter than what is kept of it: building a new mirror')
      }
      const common = await findCommon(reader, store, at.tip, head)
      if (!common) return begin(origin, 'Final blocks have left the chain: building a new mirror')
      if (common.hash === at.tip.hash) throw notLinked(at.tip)
      return rollBack(common, at)
    },
  }
}

/**
 * The tip is on the node's chain, and still the block after it names another parent. For a moment that may be a node
 * that is just changing branches. Hardhat's node stays that way at blocks that `hardhat_mine` made many at a time:
 * their parent hash is zero (docs/decisions/0007).
 */
function notLinked({ number }: Tip): ChainAnswerError {
  const sentence = `The node's block ${number + 1n} does not follow from its block ${number}`
  return new ChainAnswerError('not_linked', sentence)
}
