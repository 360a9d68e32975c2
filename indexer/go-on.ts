import { createSpan } from '#runtime/chain/span.ts'
import type { ChainReader, Header } from '#runtime/chain.ts'
import { readAhead } from './branch.ts'
import { noChanges } from './changes.ts'
import { decideFinal } from './finality.ts'
import { type Look, mayMatch, type PollResult, type Position } from './position.ts'
import { projectBlock } from './project.ts'
import { isTooMuch, type Range, readLogs, readRanges } from './read-ranges.ts'
import type { Advance, Followed, MirrorStore, Step } from './store.ts'
import type { Watch } from './watch.ts'

export type GoOnParts = {
  readonly followed: Followed
  readonly reader: ChainReader
  readonly store: MirrorStore
  /** Where the node's word on finality cannot be believed, so many blocks may leave the chain. */
  readonly assumedFinalDepth?: bigint | undefined
  readonly watch: Watch
}

/**
 * Takes the mirror a bounded step towards a head that is above it; `other_branch` when the blocks between are none of the
 * mirror's children.
 */
export type GoOn = (look: Look, at: Position) => Promise<PollResult | 'other_branch'>

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

export function createGoOn({ followed, reader, store, assumedFinalDepth, watch }: GoOnParts): GoOn {
  const span = createSpan(FIRST_SPAN, LONGEST_SPAN)

  const askFinal = async (head: Header, at: Position): Promise<void> => {
    if (at.final && head.number < at.final.askedAt + ASK_FINAL_EVERY) return
    const finalized = await reader.findFinalized()
    const number = decideFinal(head.number, finalized?.number, assumedFinalDepth)
    at.final = { number, askedAt: head.number }
  }

  /** Writes final blocks, as many as are there within a while; each range in a transaction of its own. */
  const catchUp = async ({ head }: Look, final: bigint, at: Position): ReturnType<GoOn> => {
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
      } else return 'other_branch'
    } while (at.reading && performance.now() < until)
    watch.catchingUp({ from: reading.from, at: at.tip.number, to: reading.to })
    return 'nearer'
  }

  /** Writes blocks that may leave the chain again, all that are read ahead in one transaction. */
  const advance = async ({ head, askedAt }: Look, at: Position): ReturnType<GoOn> => {
    const most = Math.min(span.size, MOST_AHEAD)
    const headers = await readAhead(reader, at.tip, head, BigInt(most))
    if (headers.length === 0) return 'other_branch'
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
    if (isHead) watch.confirmed()
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

  return async (look, at) => {
    const { head } = look
    // At the head this waits until the block is in: there it only says what need not be undone any more.
    if (!at.final || head.number - at.tip.number > MOST_AHEAD) await askFinal(head, at)
    const final = at.final?.number ?? 0n
    return at.tip.number < final ? catchUp(look, final, at) : advance(look, at)
  }
}
