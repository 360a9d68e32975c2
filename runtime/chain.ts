import { type BlockTag, createPublicClient, type Hash, http, numberToHex, type PublicClient } from 'viem'
import { ChainAnswerError, type ChainAnswerFault } from './chain/answer-error.ts'
import { type Header, parseHeader, readNumber } from './chain/header.ts'
import { type ChainLog, parseLogs } from './chain/receipts.ts'
import type { Refusal } from './chain/refusal.ts'
import { ChainUnavailableError, createRpc } from './chain/rpc.ts'
import type { NodeSocket } from './chain/socket.ts'
import { EMPTY_TRIE_ROOT } from './chain/trie.ts'

export { withSecondOpinion } from './chain/second-opinion.ts'
export { ChainAnswerError, type ChainAnswerFault, type ChainLog, ChainUnavailableError, type Header }

/** How a process talks to a node. */
export type ChainClientOptions = {
  /** Longest that one answer may take. */
  readonly timeoutMs?: number
  /** How often a failed call is made again before its caller hears of it. */
  readonly retries?: number
}

/** JSON-RPC over HTTP to one node; calls of the same moment travel together. */
export function createChainClient(url: string, options: ChainClientOptions = {}): PublicClient {
  const { timeoutMs = 10_000, retries = 2 } = options
  const batch = { batchSize: 100 }
  return createPublicClient({ transport: http(url, { timeout: timeoutMs, retryCount: retries, batch }) })
}

/**
 * What a follower of the chain asks of a node, which is untrusted input: every header hashes to its hash, and the logs
 * of a block are those its header vouches for, all of them. That catches a broken node. A node that invents whole
 * blocks is caught by a second one alone.
 *
 * Every call throws ChainUnavailableError when the node does not answer, ChainAnswerError when its answer cannot be
 * true, and neither is tried again here.
 */
export type ChainReader = {
  getChainId(): Promise<number>
  getHead(): Promise<Header>
  /** The newest block that the node calls final; undefined from a node that has no such notion. */
  findFinalized(): Promise<Header | undefined>
  /** Undefined beyond the node's head. */
  findHeader(number: bigint): Promise<Header | undefined>
  /** Undefined when the node does not know the block. */
  findHeaderByHash(hash: Hash): Promise<Header | undefined>
  /** Asks for what {@link getLogs} of this block will need, before its header is in hand; nothing is said of failures. */
  prefetchLogs(hash: Hash): void
  /** All logs of a block, in order. */
  getLogs(header: Header): Promise<readonly ChainLog[]>
}

export type ChainReaderOptions = {
  /** Longest that one answer may take. */
  readonly timeoutMs?: number
  /** Asked instead where HTTP leads nowhere. */
  readonly socket?: NodeSocket | undefined
  /** Hears of every call that was not answered, those that were then asked for in another way among them. */
  readonly onRefusal?: (refusal: Refusal) => void
}

export function createChainReader(url: string, options: ChainReaderOptions = {}): ChainReader {
  const { timeoutMs = 10_000, socket, onRefusal } = options
  const request = withSocket(createRpc(url, { timeoutMs, onRefusal }).request, socket)
  const receipts = createReceiptsRequest(request)

  const findTagged = async (tag: BlockTag): Promise<Header | undefined> => {
    const answer = await request('eth_getBlockByNumber', [tag, false])
    return answer === null ? undefined : parseHeader(answer)
  }
  return {
    getChainId: async () => parseChainId(await request('eth_chainId', [])),
    getHead: async () => {
      const head = await findTagged('latest')
      if (!head) throw new ChainAnswerError('missing', 'The node has no latest block')
      return head
    },
    findFinalized: () => findTagged('finalized').catch(undefinedIfRefused),
    findHeader: async (number) => {
      const answer = await request('eth_getBlockByNumber', [numberToHex(number), false])
      const header = answer === null ? undefined : parseHeader(answer)
      if (header && header.number !== number) {
        throw new ChainAnswerError('other_block', `Asked for block ${number}, got ${header.number}`)
      }
      return header
    },
    findHeaderByHash: async (hash) => {
      const answer = await request('eth_getBlockByHash', [hash, false]).catch(nullIfUnknown)
      const header = answer === null ? undefined : parseHeader(answer)
      if (header && header.hash !== hash) {
        throw new ChainAnswerError('other_block', `Asked for block ${hash}, got ${header.hash}`)
      }
      return header
    },
    prefetchLogs: receipts.prefetch,
    getLogs: async (header) => {
      if (header.receiptsRoot === EMPTY_TRIE_ROOT) return []
      return parseLogs(header, await receipts.request(header))
    },
  }
}

type Request = (method: string, params: readonly unknown[]) => Promise<unknown>

/** Where nothing comes by HTTP, the socket may still be open. */
const GONE: readonly Refusal[] = ['unreachable', 'timeout']

function withSocket(request: Request, socket: NodeSocket | undefined): Request {
  if (!socket) return request
  return (method, params) =>
    request(method, params).catch((error: unknown) => {
      const isGone = error instanceof ChainUnavailableError && GONE.includes(error.refusal)
      if (isGone && socket.isOpen) return socket.request(method, params)
      throw error
    })
}

type ReceiptsRequest = {
  readonly prefetch: (hash: Hash) => void
  readonly request: (header: Header) => Promise<readonly unknown[]>
}

/** The receipts of a block in one call where the node has it, else one by one (Hardhat's node). */
function createReceiptsRequest(request: Request): ReceiptsRequest {
  const requestAll = (hash: Hash) => request('eth_getBlockReceipts', [hash])
  const requestEach = ({ transactionHashes }: Header) =>
    Promise.all(transactionHashes.map((hash) => request('eth_getTransactionReceipt', [hash])))
  let hasBlockReceipts = true
  let early: { readonly hash: Hash; readonly answer: Promise<unknown> } | undefined

  /** What was asked for early counts once, and only if it came. */
  const takeEarly = async (hash: Hash): Promise<unknown> => {
    const answer = early?.hash === hash ? early.answer : undefined
    early = undefined
    return answer
  }
  return {
    prefetch: (hash) => {
      if (hasBlockReceipts) early = { hash, answer: requestAll(hash).catch(() => undefined) }
    },
    request: async (header) => {
      if (!hasBlockReceipts) return requestEach(header)
      try {
        const answer = (await takeEarly(header.hash)) ?? (await requestAll(header.hash))
        if (Array.isArray(answer)) return answer
        throw new ChainAnswerError('missing', `The node has no receipts of block ${header.number}`)
      } catch (error) {
        const refusal = error instanceof ChainUnavailableError ? error.refusal : undefined
        if (refusal === 'unsupported') hasBlockReceipts = false
        // A block whose receipts are too many for one answer is read one by one, the next one in one call again.
        if (refusal === 'unsupported' || refusal === 'too_large') return requestEach(header)
        throw error
      }
    },
  }
}

function nullIfUnknown(error: unknown): null {
  if (error instanceof ChainUnavailableError && error.refusal === 'unknown_block') return null
  throw error
}

function undefinedIfRefused(error: unknown): undefined {
  // A node that answers but knows no finality says so with an error of its own.
  if (error instanceof ChainUnavailableError && error.rpcCode !== undefined) return undefined
  throw error
}

function parseChainId(answer: unknown): number {
  return Number(readNumber({ chainId: answer }, 'chainId'))
}
