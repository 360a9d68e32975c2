import type { Hash } from 'viem'
import type { Span } from '#runtime/chain/span.ts'
import {
  ChainAnswerError,
  type ChainLog,
  type ChainReader,
  ChainUnavailableError,
  type Header,
} from '#runtime/chain.ts'

/** Blocks that follow each other, and the logs of those among them that may hold some of ours. */
export type Range = {
  readonly headers: readonly Header[]
  readonly logs: ReadonlyMap<Hash, readonly ChainLog[]>
}

/** Whether a block may hold a log of ours, by its bloom, as far as known now. */
export type MayMatch = (header: Header) => boolean

/** So many ranges are asked for at the same time. */
const AT_ONCE = 3

/** A range with more logs than this was too long: all of it is in memory at once and goes into one transaction. */
const MOST_LOGS = 2_500

/**
 * Reads the blocks `from` to `to` in order, in ranges as long as `span` says, several of them ahead of whoever takes
 * them. A range that fails ends the reading, and shortens the next ones if it was too long.
 *
 * @throws ChainUnavailableError, ChainAnswerError
 */
export async function* readRanges(
  reader: ChainReader,
  { from, to }: { readonly from: bigint; readonly to: bigint },
  span: Span,
  mayMatch: MayMatch,
): AsyncGenerator<Range, void> {
  const ahead: { readonly size: number; readonly read: Promise<Settled> }[] = []
  let next = from
  for (;;) {
    while (ahead.length < AT_ONCE && next <= to) {
      const size = Math.min(span.size, Number(to - next) + 1)
      ahead.push({ size, read: settle(readRange(reader, next, size, mayMatch)) })
      next += BigInt(size)
    }
    const first = ahead.shift()
    if (!first) return
    const settled = await first.read
    if ('error' in settled) {
      if (isTooMuch(settled.error)) span.shrink(first.size)
      throw settled.error
    }
    if (countLogs(settled.range) > MOST_LOGS) span.shrink(first.size)
    else span.grow(first.size)
    yield settled.range
  }
}

/** The logs of these blocks, as far as they may hold some of ours; all asked for at once. */
export async function readLogs(
  reader: ChainReader,
  headers: readonly Header[],
  mayMatch: MayMatch,
): Promise<Range['logs']> {
  const matching = headers.filter(mayMatch)
  return new Map(
    await Promise.all(matching.map(async (header) => [header.hash, await reader.getLogs(header)] as const)),
  )
}

/** Whether less at once may be answered. */
export function isTooMuch(error: unknown): boolean {
  return error instanceof ChainUnavailableError && ['too_large', 'timeout'].includes(error.refusal)
}

async function readRange(
  reader: ChainReader,
  from: bigint,
  size: number,
  mayMatch: MayMatch,
): Promise<Range> {
  const numbers = Array.from({ length: size }, (_, index) => from + BigInt(index))
  const found = await Promise.all(numbers.map((number) => reader.findHeader(number)))
  const headers = found.map((header, index) => {
    if (!header)
      throw new ChainAnswerError('missing', `The node has no block ${numbers[index]} below its head`)
    const parent = found[index - 1]
    if (parent && header.parentHash !== parent.hash) {
      const sentence = `The node's block ${header.number} does not follow from its block ${parent.number}`
      throw new ChainAnswerError('not_linked', sentence)
    }
    return header
  })
  return { headers, logs: await readLogs(reader, headers, mayMatch) }
}

type Settled = { readonly range: Range } | { readonly error: unknown }

/** Nobody may be waiting yet when a range fails, and perhaps nobody ever will. */
function settle(read: Promise<Range>): Promise<Settled> {
  return read.then(
    (range) => ({ range }),
    (error: unknown) => ({ error }),
  )
}

function countLogs({ logs }: Range): number {
  return [...logs.values()].reduce((count, ofBlock) => count + ofBlock.length, 0)
}
