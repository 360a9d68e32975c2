import type { Address, Hash } from 'viem'
import { DomainError } from '#core/error.ts'
import { type BloomFilter, createBloomFilter } from '#runtime/chain/bloom.ts'
import type { AnnouncedHead } from '#runtime/chain/socket.ts'
import { createSpan } from '#runtime/chain/span.ts'
import { ChainAnswerError, type ChainReader, type Header } from '#runtime/chain.ts'
import type { Logger } from '#runtime/logger.ts'
import { findCommon, getOrigin, readAhead } from './branch.ts'
import { noChanges } from './changes.ts'
import { decideFinal } from './finality.ts'
import { topics } from './logs.ts'
import { projectBlock } from './project.ts'
import { isTooMuch, type MayMatch, type Range, readLogs, readRanges } from './read-ranges.ts'
import type { Advance, Followed, MirrorStore, Step, Tip } from './store.ts'
import { UNWATCHED, type Watch } from './watch.ts'

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

/** What one look at the chain came to. */
export type PollResult =
  /** The mirror equals the head that the node had when it was asked, and says so. */
  | 'at_head'
  /** The mirror has come nearer to it; there is more to do at once. */
  | 'nearer'
  /** The node's head is below ours, on our own chain as far as can be told. */
  | 'node_lags'

/** Brings the mirror to where the chain is; a failure leaves it at a whole block. */
export type Follower = {
  /**
   * Takes one look at the chain and a bounded step towards it.
   *
   * @throws WrongChainError, ChainBehindError, and what reader and store throw
   */
  poll(): Promise<PollResult>
}

/** A node's head, and when it was asked for it. */
type Look = { readonly head: Header; readonly askedAt: number }

/** What is kept in memory of the mirror. After any failure, and after going back, it is read again. */
type Position = {
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

/** So many blocks are read and written at once to begin with, and never more than this. */
const FIRST_SPAN = 50
const LONGEST_SPAN = 1_000

/** So many blocks that may leave the chain are read ahead and written together. */
const MOST_AHEAD = 100

/** For so long final blocks are written before the head is looked at again. */
const STEP_MS = 1_000

/** What the node calls final is asked for again when the head has moved so far. */
const ASK_FINAL_EVERY = 8n

/** What would undo final blocks is forgotten for this many at a time. */
const FORGET_EVERY = 16n

export function createFollower(parts: FollowerParts): Follower {
  const { followed, reader, store, logger, lagGraceMs, assumedFinalDepth, watch = UNWATCHED } = parts
  const { lostGraceMs = Number.POSITIVE_INFINITY, takeAnnounced = () => undefined } = parts
  const span = createSpan(FIRST_SPAN, LONGEST_SPAN)
  let position: Position | undefined

  const open = async (): Promise<Position> => {
    const progress = await store.load()
    if (!progress || !isSame(progress.followed, followed)) {
      if (progress) logger.warn({ was: progress.followed }, 'Another factory: building a new mirror')
      await store.begin(followed, await getOrigin(reader, followed))
      return open()
    }
    const events = await store.loadEvents()
    const { tip, finalNumber, originHash } = progress
    const filter = createBloomFilter([followed.factory, ...events], topics)
    const nothingRead = { lagsSince: undefined, final: undefined, reading: undefined }
    return { tip, finalNumber, originHash, events: new Set(events), filter, ...nothingRead }
  }

  const stepTowards = async (look: Look, at: Position): Promise<PollResult> => {
    const { head } = look
    if (head.number <= at.tip.number) {
      const isOurs = (await store.findHash(head.number)) === head.hash
      return isOurs ? goBackInTime(head, at) : changeBranch(head, at)
    }
    at.lagsSince = undefined
    // At the head this waits until the block is in: there it only says what need not be undone any more.
    if (!at.final || head.number - at.tip.number > MOST_AHEAD) await askFinal(head, at)
    const final = at.final?.number ?? 0n
    return at.tip.number < final ? catchUp(head, final, at) : advance(look, at)
  }

  const askFinal = async (head: Header, at: Position): Promise<void> => {
    if (at.final && head.number < at.final.askedAt + ASK_FINAL_EVERY) return
    const finalized = await reader.findFinalized()
    const number = decideFinal(head.number, finalized?.number, assumedFinalDepth)
    at.final = { number, askedAt: head.number }
  }

  /** Writes final blocks, as many as are there within a while; each range in a transaction of its own. */
  const catchUp = async (head: Header, final: bigint, at: Position): Promise<PollResult> => {
    const from = at.tip.number + 1n
    at.reading ??= { from, to: final, ranges: readRanges(reader, { from, to: final }, span, mayMatch(at)) }
    const { reading } = at
    const until = performance.now() + STEP_MS
    do {
      const { done, value: range } = await reading.ranges.next()
      if (done) at.reading = undefined
      else if (range.headers[0]?.parentHash === at.tip.hash) {
        await write({ steps: [await project(range, at)], mayLeave: false, headNumber: head.number }, at)
        at.finalNumber = at.tip.number
      } else return changeBranch(head, at)
    } while (at.reading && performance.now() < until)
    watch.catchingUp({ from: reading.from, at: at.tip.number, to: reading.to })
    return 'nearer'
  }

  /** Writes blocks that may leave the chain again, all that are read ahead in one transaction. */
  const advance = async (look: Look, at: Position): Promise<PollResult> => {
    const { head, askedAt } = look
    const most = Math.min(span.size, MOST_AHEAD)
    const headers = await readAhead(reader, at.tip, head, BigInt(most))
    if (headers.length === 0) return changeBranch(head, at)
    const logs = await readLogs(reader, headers, mayMatch(at)).catch((error: unknown) => {
      if (isTooMuch(error)) span.shrink(headers.length)
      throw error
    })
    span.grow(headers.length)
    const steps: Step[] = []
    for (const header of headers) steps.push(await project({ headers: [header], logs }, at))
    const isHead = headers.at(-1)?.hash === head.hash
    const confirmation = isHead ? { confirmedAgeMs: performance.now() - askedAt } : {}
    await write({ steps, mayLeave: true, headNumber: head.number, ...confirmation }, at)
    if (isHead) reachHead(at)
    await forgetFinal(head, at)
    return isHead ? 'at_head' : 'nearer'
  }

  const forgetFinal = async (head: Header, at: Position): Promise<void> => {
    await askFinal(head, at)
    const final = at.final?.number ?? 0n
    if (final - at.finalNumber < FORGET_EVERY) return
    await store.finalize(at.tip, final)
    at.finalNumber = final
  }

  /** What the factory and its events log in these blocks. */
  const project = async ({ headers, logs: read }: Range, at: Position): Promise<Step> => {
    const changes = noChanges()
    for (const header of headers) {
      // An event that was created since the logs were read has them read now.
      const logs = read.get(header.hash) ?? (mayMatch(at)(header) ? await reader.getLogs(header) : [])
      const { number, timestamp } = header
      for (const event of projectBlock({ number, timestamp, logs }, followed.factory, at.events, changes)) {
        at.events.add(event)
        at.filter.add(event)
      }
    }
    return { headers, changes }
  }

  const write = async (advance: Advance, at: Position): Promise<void> => {
    at.tip = await store.advance(advance)
    for (const { changes } of advance.steps) watch.wrote(changes)
    watch.moved(at.tip, advance.headNumber)
  }

  /** The mirror's block has been written as a node's head, or was confirmed to be it. */
  const reachHead = (at: Position): void => {
    at.lagsSince = undefined
    watch.confirmed()
  }

  /** The node's head is a block that we are past: it lags, or the chain became shorter. */
  const goBackInTime = async (head: Header, at: Position): Promise<PollResult> => {
    at.lagsSince ??= performance.now()
    if (performance.now() - at.lagsSince < lagGraceMs) return 'node_lags'
    return rollBack(head, at)
  }

  /** The node is on a branch that is not ours: goes back to where they part, or begins anew where that is lost. */
  const changeBranch = async (head: Header, at: Position): Promise<PollResult> => {
    const origin = await getOrigin(reader, followed)
    if (origin.hash !== at.originHash) return begin(origin, 'The chain was reset: building a new mirror')
    // So far below us nothing can be compared any more.
    if (head.number < at.finalNumber) {
      at.lagsSince ??= performance.now()
      if (performance.now() - at.lagsSince < lostGraceMs) return 'node_lags'
      return begin(origin, 'The chain became shorter than what is kept of it: building a new mirror')
    }
    const common = await findCommon(reader, store, at.tip, head)
    if (!common) return begin(origin, 'Final blocks have left the chain: building a new mirror')
    if (common.hash === at.tip.hash) throw notLinked(at.tip)
    return rollBack(common, at)
  }

  const rollBack = async (to: Header, { tip }: Position): Promise<PollResult> => {
    await store.rollBack(tip, to)
    watch.wentBack(tip.number - to.number)
    logger.warn({ from: tip.number, to: to.number }, 'Blocks have left the chain: rolled back')
    position = undefined
    return 'nearer'
  }

  const begin = async (origin: Header, why: string): Promise<PollResult> => {
    logger.warn({ origin: origin.hash }, why)
    await store.begin(followed, origin)
    position = undefined
    return 'nearer'
  }

  return {
    poll: async () => {
      const askedAt = performance.now()
      const announced = takeAnnounced()
      // It travels with the question for the head: at the head a trip to the node less.
      if (announced && position?.filter.mayMatch(announced.logsBloom)) reader.prefetchLogs(announced.hash)
      const [chainId, head] = await Promise.all([reader.getChainId(), reader.getHead()])
      if (chainId !== followed.chainId) throw new WrongChainError(followed.chainId, chainId)
      try {
        position ??= await open()
        const at = position
        if (at.tip.hash !== head.hash) return await stepTowards({ head, askedAt }, at)
        await store.confirm(at.tip, performance.now() - askedAt)
        watch.moved(at.tip, head.number)
        reachHead(at)
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

/**
 * The tip is on the node's chain, and still the block after it names another parent. For a moment that may be a node
 * that is just changing branches. Hardhat's node stays that way at blocks that `hardhat_mine` made many at a time:
 * their parent hash is zero (docs/decisions/0007).
 */
function notLinked({ number }: Tip): ChainAnswerError {
  const sentence = `The node's block ${number + 1n} does not follow from its block ${number}`
  return new ChainAnswerError('not_linked', sentence)
}

function mayMatch({ filter }: Position): MayMatch {
  return ({ logsBloom }) => filter.mayMatch(logsBloom)
}

function isSame(one: Followed, other: Followed): boolean {
  return one.factory === other.factory && one.startBlock === other.startBlock && one.chainId === other.chainId
}
