import type { Address, Hash } from 'viem'
import { DomainError } from '#core/error.ts'
import { type BloomFilter, createBloomFilter } from '#runtime/chain/bloom.ts'
import { ChainAnswerError, type ChainReader, type Header } from '#runtime/chain.ts'
import type { Logger } from '#runtime/logger.ts'
import { noChanges } from './changes.ts'
import { decideFinal } from './finality.ts'
import { topics } from './logs.ts'
import { projectBlock } from './project.ts'
import type { Followed, MirrorStore, Tip } from './store.ts'

export type FollowerParts = {
  readonly followed: Followed
  readonly reader: ChainReader
  readonly store: MirrorStore
  readonly logger: Pick<Logger, 'info' | 'warn'>
  /**
   * For how long a head below ours, on our own chain, is taken for a node that lags behind another; after that the
   * chain did become shorter, and the mirror with it. Milliseconds; 0 where there is but one node.
   */
  readonly lagGraceMs: number
  /** Where the node's word on finality cannot be believed, so many blocks may leave the chain. */
  readonly assumedFinalDepth?: bigint
}

/** What one look at the chain came to. */
export type PollResult =
  /** The mirror equals the head that the node had when it was asked, and says so. */
  | 'at_head'
  /** The mirror has come nearer to it; there is more to read at once. */
  | 'nearer'
  /** The node's head is below ours, on our own chain. */
  | 'node_lags'

/** Brings the mirror to where the chain is, block by block; a failure leaves it at a whole block. */
export type Follower = {
  /**
   * Takes one look at the chain and a bounded step towards it.
   *
   * @throws WrongChainError, ChainBehindError, and what reader and store throw
   */
  poll(): Promise<PollResult>
}

/** What is kept in memory of the mirror; after any failure it is read again. */
type Position = {
  tip: Tip
  finalNumber: bigint
  readonly originHash: Hash
  /** in lower case */
  readonly events: Set<Address>
  readonly filter: BloomFilter
  lagsSince: number | undefined
}

/** How many headers are read ahead, and how many final blocks are written in one transaction. */
const STRIDE = 100n

/** What would undo final blocks is forgotten for this many at a time. */
const FORGET_EVERY = 16n

export function createFollower(parts: FollowerParts): Follower {
  const { followed, reader, store, logger, lagGraceMs, assumedFinalDepth } = parts
  let position: Position | undefined

  const open = async (): Promise<Position> => {
    const progress = await store.load()
    if (!progress || !isSame(progress.followed, followed)) {
      if (progress)
        logger.warn({ was: progress.followed, is: followed }, 'Another factory: building a new mirror')
      await store.begin(followed, await getOrigin())
      return open()
    }
    const events = await store.loadEvents()
    const { tip, finalNumber, originHash } = progress
    const filter = createBloomFilter([followed.factory, ...events], topics)
    return { tip, finalNumber, originHash, events: new Set(events), filter, lagsSince: undefined }
  }

  /** The block before the first one that can hold a log of ours; its hash tells this chain from others of its id. */
  const getOrigin = async (): Promise<Header> => {
    const number = originNumberOf(followed)
    const origin = await reader.findHeader(number)
    if (!origin) throw new ChainBehindError(number)
    return origin
  }

  const stepTowards = async (head: Header, at: Position): Promise<PollResult> => {
    if (head.number > at.tip.number) {
      at.lagsSince = undefined
      const headers = await readAhead(head, at.tip)
      if (headers.length > 0) await advance(headers, head, at)
      else await reorganise(head, at)
      return 'nearer'
    }
    if ((await store.findHash(head.number)) !== head.hash) {
      await reorganise(head, at)
      return 'nearer'
    }
    at.lagsSince ??= performance.now()
    if (performance.now() - at.lagsSince < lagGraceMs) return 'node_lags'
    await rollBack(head, at)
    return 'nearer'
  }

  /** The blocks after the tip that follow from it; none: the node is on another branch. */
  const readAhead = async (head: Header, tip: Tip): Promise<readonly Header[]> => {
    const count = head.number - tip.number < STRIDE ? head.number - tip.number : STRIDE
    const numbers = Array.from({ length: Number(count) }, (_, index) => tip.number + BigInt(index) + 1n)
    const found = await Promise.all(
      numbers.map((number) => (number === head.number ? head : reader.findHeader(number))),
    )
    const headers: Header[] = []
    for (const header of found) {
      if (header?.parentHash !== (headers.at(-1) ?? tip).hash) break
      headers.push(header)
    }
    return headers
  }

  const advance = async (headers: readonly Header[], head: Header, at: Position): Promise<void> => {
    const final = decideFinal(head.number, (await reader.findFinalized())?.number, assumedFinalDepth)
    const settled = headers.filter(({ number }) => number <= final)
    if (settled.length > 0) {
      await write(settled, false, head, at)
      logger.info({ block: at.tip.number, head: head.number }, 'Catching up')
      return
    }
    for (const header of headers) await write([header], true, head, at)
    if (final - at.finalNumber < FORGET_EVERY) return
    await store.finalize(at.tip, final)
    at.finalNumber = final
  }

  /** Writes these blocks in one transaction, with whatever the factory and its events log in them. */
  const write = async (
    headers: readonly Header[],
    mayLeave: boolean,
    head: Header,
    at: Position,
  ): Promise<void> => {
    const [first, ...others] = headers
    if (!first) return
    const changes = noChanges()
    for (const header of headers) {
      const logs = at.filter.mayMatch(header.logsBloom) ? await reader.getLogs(header) : []
      const { number, timestamp } = header
      for (const event of projectBlock({ number, timestamp, logs }, followed.factory, at.events, changes)) {
        at.events.add(event)
        at.filter.add(event)
      }
    }
    const last = others.at(-1) ?? first
    await store.advance({
      from: at.tip,
      headers: [first, ...others],
      changes,
      mayLeave,
      headNumber: head.number,
    })
    at.tip = { number: last.number, hash: last.hash }
    if (!mayLeave) at.finalNumber = last.number
  }

  /** Goes back to the newest block that mirror and node have in common, or begins anew where there is none. */
  const reorganise = async (head: Header, at: Position): Promise<void> => {
    const origin = await getOrigin()
    if (origin.hash !== at.originHash) {
      logger.warn({ was: at.originHash, is: origin.hash }, 'The chain was reset: building a new mirror')
      return begin(origin)
    }
    let header = head.number > at.tip.number ? await getHeader(at.tip.number) : head
    for (;;) {
      const hash = await store.findHash(header.number)
      if (header.hash === at.tip.hash) throw notLinked(at.tip)
      if (header.hash === hash) return rollBack(header, at)
      if (hash === undefined) {
        logger.warn({ block: header.number }, 'Final blocks have left the chain: building a new mirror')
        return begin(origin)
      }
      header = await getParent(header)
    }
  }

  const rollBack = async (to: Header, at: Position): Promise<void> => {
    const { tip } = at
    await store.rollBack(tip, to)
    logger.warn(
      { from: tip.number, to: to.number, left: tip.hash },
      'Blocks have left the chain: rolled back',
    )
    position = undefined
  }

  const begin = async (origin: Header): Promise<void> => {
    await store.begin(followed, origin)
    position = undefined
  }

  const getHeader = async (number: bigint): Promise<Header> => {
    const header = await reader.findHeader(number)
    if (!header) throw new ChainAnswerError('missing', `The node has no block ${number} below its head`)
    return header
  }

  const getParent = async ({ number, parentHash }: Header): Promise<Header> => {
    const parent = await reader.findHeaderByHash(parentHash)
    if (!parent) throw new ChainAnswerError('missing', `The node has no parent of its block ${number}`)
    return parent
  }

  return {
    poll: async () => {
      const askedAt = performance.now()
      const [chainId, head] = await Promise.all([reader.getChainId(), reader.getHead()])
      if (chainId !== followed.chainId) throw new WrongChainError(followed.chainId, chainId)
      try {
        position ??= await open()
        const at = position
        const result = at.tip.hash === head.hash ? 'at_head' : await stepTowards(head, at)
        if (at.tip.hash !== head.hash) return result
        at.lagsSince = undefined
        await store.confirm(at.tip, performance.now() - askedAt)
        return 'at_head'
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

/** The node has not even reached the block before the factory's first. */
export class ChainBehindError extends DomainError {
  readonly code = 'chain_behind'

  constructor(number: bigint) {
    super(`The node has no block ${number} yet, after which the factory was deployed (FACTORY_START_BLOCK)`)
  }
}

/**
 * The tip is on the node's chain, and still the block after it names another parent. For a moment that may be a node
 * that is just changing branches. Hardhat's node stays that way over blocks that `hardhat_mine` made many at a time:
 * their parent hash is zero (docs/decisions/).
 */
function notLinked({ number }: Tip): ChainAnswerError {
  return new ChainAnswerError(
    'not_linked',
    `The node's block ${number + 1n} does not follow from its block ${number}`,
  )
}

function originNumberOf({ startBlock }: Followed): bigint {
  return startBlock > 0n ? startBlock - 1n : 0n
}

function isSame(one: Followed, other: Followed): boolean {
  return one.factory === other.factory && one.startBlock === other.startBlock && one.chainId === other.chainId
}
