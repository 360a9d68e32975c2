import type { ChainReader } from '../chain.ts'
import { ChainAnswerError } from './answer-error.ts'
import type { Header } from './header.ts'

/** How far below their heads two nodes are searched for a block that both know. */
const DEEPEST = 64

/**
 * A reader whose head is the newest block that two nodes both know by its hash; as a block vouches for all before it,
 * nothing counts that only one of them says. One node that invents blocks is found out; two that agree are not.
 *
 * Blocks below the head that are asked for by number have to be known to both as well: whoever reads them may not have
 * linked them to the head yet. What is asked for by hash, logs included, is read from the first node alone, as the hash
 * vouches for it.
 */
export function withSecondOpinion(first: ChainReader, second: ChainReader): ChainReader {
  const getHead = async (): Promise<Header> => {
    const [one, other] = await Promise.all([first.getHead(), second.getHead()])
    if (one.hash === other.hash) return one
    // The one that is ahead is asked for the block at the other's height.
    let header = other.number < one.number ? await first.findHeader(other.number) : one
    for (let depth = 0; header && depth < DEEPEST; depth++) {
      if (await second.findHeaderByHash(header.hash)) return header
      header = await first.findHeaderByHash(header.parentHash)
    }
    throw new ChainAnswerError('nodes_disagree', `The two nodes have no block in common below ${one.number}`)
  }

  const findHeader = async (number: bigint): Promise<Header | undefined> => {
    const header = await first.findHeader(number)
    if (header && !(await second.findHeaderByHash(header.hash))) {
      throw new ChainAnswerError('nodes_disagree', `Only one of the two nodes knows block ${header.hash}`)
    }
    return header
  }

  const getChainId = async (): Promise<number> => {
    const [one, other] = await Promise.all([first.getChainId(), second.getChainId()])
    if (one !== other) {
      throw new ChainAnswerError(
        'nodes_disagree',
        `RPC_URL leads to chain ${one}, SECOND_RPC_URL to chain ${other}`,
      )
    }
    return one
  }

  return { ...first, getHead, findHeader, getChainId }
}
