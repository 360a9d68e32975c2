import { DomainError } from '#core/error.ts'
import { ChainAnswerError, type ChainReader, type Header } from '#runtime/chain.ts'
import type { Followed, MirrorStore, Tip } from './store.ts'

/**
 * The block before the first one that can hold a log of ours. Its hash tells this chain from others of the same id.
 *
 * @throws ChainBehindError when the node has not come so far
 */
export async function getOrigin(reader: ChainReader, { startBlock }: Followed): Promise<Header> {
  const number = startBlock > 0n ? startBlock - 1n : 0n
  const origin = await reader.findHeader(number)
  if (!origin) throw new ChainBehindError(number)
  return origin
}

/**
 * The next blocks after the tip, at most `count`, each the child of the one before; none when the node is on another
 * branch. `head` is above the tip.
 */
export async function readAhead(
  reader: ChainReader,
  tip: Tip,
  head: Header,
  count: bigint,
): Promise<readonly Header[]> {
  const ahead = head.number - tip.number
  const numbers = Array.from(
    { length: Number(ahead < count ? ahead : count) },
    (_, index) => tip.number + BigInt(index) + 1n,
  )
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

/**
 * The newest block that the mirror has seen and that is on the branch of `head`; undefined when the branch left the
 * mirror's below everything that the mirror keeps. Read many at a time and linked by hash to the first one read.
 *
 * @throws ChainAnswerError
 */
export async function findCommon(
  reader: ChainReader,
  store: MirrorStore,
  tip: Tip,
  head: Header,
): Promise<Header | undefined> {
  let child: Header | undefined
  let top = tip.number
  if (head.number < top) top = head.number
  for (;;) {
    const bottom = top >= AT_ONCE ? top - AT_ONCE + 1n : 0n
    const [seen, headers] = await Promise.all([
      store.findHashes(bottom, top),
      readDown(reader, top, bottom, head),
    ])
    for (const header of headers) {
      if (child && child.parentHash !== header.hash) throw notChild(child, header)
      const hash = seen.get(header.number)
      if (hash === undefined || hash === header.hash) return hash && header
      child = header
    }
    top = bottom - 1n
  }
}

/** Headers that are compared in one turn. */
const AT_ONCE = 32n

function readDown(
  reader: ChainReader,
  top: bigint,
  bottom: bigint,
  head: Header,
): Promise<readonly Header[]> {
  const numbers = Array.from({ length: Number(top - bottom) + 1 }, (_, index) => top - BigInt(index))
  return Promise.all(numbers.map((number) => (number === head.number ? head : getHeader(reader, number))))
}

async function getHeader(reader: ChainReader, number: bigint): Promise<Header> {
  const header = await reader.findHeader(number)
  if (!header) throw new ChainAnswerError('missing', `The node has no block ${number} below its head`)
  return header
}

function notChild(child: Header, parent: Header): ChainAnswerError {
  const sentence = `The node's block ${child.number} does not follow from its block ${parent.number}`
  return new ChainAnswerError('not_linked', sentence)
}

/** The node has not even reached the block before the factory's first. */
export class ChainBehindError extends DomainError {
  readonly code = 'chain_behind'

  constructor(number: bigint) {
    super(`The node has no block ${number} yet, after which the factory was deployed (FACTORY_START_BLOCK)`)
  }
}
