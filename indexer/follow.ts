import { DomainError } from '#core/error.ts'
import type { AnnouncedHead } from '#runtime/chain/socket.ts'
import type { ChainReader } from '#runtime/chain.ts'
import type { Logger } from '#runtime/logger.ts'
import { createGoBack } from './go-back.ts'
import { createGoOn } from './go-on.ts'
import { type Look, openPosition, type PollResult, type Position } from './position.ts'
import type { Followed, MirrorStore } from './store.ts'
import { UNWATCHED, type Watch } from './watch.ts'

export type { PollResult }

export type FollowerParts = {
  readonly followed: Followed
  readonly reader: ChainReader
  readonly store: MirrorStore
  readonly logger: Pick<Logger, 'info' | 'warn'>
  /** The head that the node has announced since this was asked last, if it did. */
  readonly takeAnnounced?: () => AnnouncedHead | undefined
  /**
   * For how long a head below ours, on our own chain, is taken for a node that lags behind another; after that the
   * chain did become shorter, and the mirror with it. Milliseconds; 0 where there is but one node.
   */
  readonly lagGraceMs: number
  /**
   * For how long a head below everything that is kept to undo is taken for a node that is still loading its chain; after
   * that the mirror begins anew with what there is. Where others trust the mirror's block to be the chain's, for ever: a
   * node that loads calls old heads its latest. Milliseconds.
   */
  readonly lostGraceMs?: number
  /** Where the node's word on finality cannot be believed, so many blocks may leave the chain. */
  readonly assumedFinalDepth?: bigint
  readonly watch?: Watch
}

/** Brings the mirror to where the chain is; a failure leaves it at a whole block. */
export type Follower = {
  /**
   * Takes one look at the chain and a bounded step towards it.
   *
   * @throws WrongChainError, ChainBehindError, and what reader and store throw
   */
  poll(): Promise<PollResult>
}

export function createFollower(parts: FollowerParts): Follower {
  const { followed, reader, store, takeAnnounced = () => undefined } = parts
  const { watch = UNWATCHED, lostGraceMs = Number.POSITIVE_INFINITY } = parts
  const goOn = createGoOn({ ...parts, watch })
  const goBack = createGoBack({ ...parts, watch, lostGraceMs })
  let position: Position | undefined

  const goBackFrom = async (way: keyof typeof goBack, { head }: Look, at: Position): Promise<PollResult> => {
    const result = await goBack[way](head, at)
    if (result === 'nearer') position = undefined
    return result
  }

  const stepTowards = async (look: Look, at: Position): Promise<PollResult> => {
    const { head } = look
    if (head.number <= at.tip.number) {
      const isOurs = (await store.findHash(head.number)) === head.hash
      return goBackFrom(isOurs ? 'toHead' : 'toCommon', look, at)
    }
    at.lagsSince = undefined
    const result = await goOn(look, at)
    return result === 'other_branch' ? goBackFrom('toCommon', look, at) : result
  }

  /** Notes that the mirror's block is the node's head. */
  const confirm = async ({ head, askedAt }: Look, at: Position): Promise<PollResult> => {
    await store.confirm(at.tip, performance.now() - askedAt)
    at.lagsSince = undefined
    watch.moved(at.tip, head.number)
    watch.confirmed()
    return 'at_head'
  }

  return {
    poll: async () => {
      const askedAt = performance.now()
      const announced = takeAnnounced()
      // It travels with the question for the head: at the head a trip to the node less.
      if (announced && position?.filter.mayMatch(announced.logsBloom)) reader.prefetchLogs(announced.hash)
      const [chainId, head] = await Promise.all([reader.getChainId(), reader.getHead()])
      if (chainId !== followed.chainId) throw new WrongChainError(followed.chainId, chainId)
      const look: Look = { head, askedAt }
      try {
        position ??= await openPosition(parts)
        const at = position
        return await (at.tip.hash === head.hash ? confirm(look, at) : stepTowards(look, at))
      } catch (error) {
        position = undefined
        throw error
      }
    },
  }
}

/** The node serves another chain than the one that is configured: a mistake that waiting does not mend. */
export class WrongChainError extends DomainError {
  readonly code = 'wrong_chain'

  constructor(expected: number, actual: number) {
    super(`RPC_URL leads to chain ${actual}, but CHAIN_ID says ${expected}`)
  }
}
