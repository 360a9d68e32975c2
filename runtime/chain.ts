import { type BlockTag, createPublicClient, type Hash, http, numberToHex, type PublicClient } from 'viem'
import { DomainError } from '#core/error.ts'
import { ChainAnswerError, type ChainAnswerFault } from './chain/answer-error.ts'
import { type Header, parseHeader, readNumber } from './chain/header.ts'
import { type ChainLog, parseLogs } from './chain/receipts.ts'
import { EMPTY_TRIE_ROOT } from './chain/trie.ts'

export { withSecondOpinion } from './chain/second-opinion.ts'
export { ChainAnswerError, type ChainAnswerFault, type ChainLog, type Header }

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
  /** All logs of a block, in order. */
  getLogs(header: Header): Promise<readonly ChainLog[]>
}

export function createChainReader(
  url: string,
  options: Pick<ChainClientOptions, 'timeoutMs'> = {},
): ChainReader {
  const client = createChainClient(url, { ...options, retries: 0 })
  const request = (method: string, params: readonly unknown[]) => requestOf(client, method, params)
  const requestReceipts = createReceiptsRequest(request)

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
      const answer = await request('eth_getBlockByHash', [hash, false])
      const header = answer === null ? undefined : parseHeader(answer)
      if (header && header.hash !== hash) {
        throw new ChainAnswerError('other_block', `Asked for block ${hash}, got ${header.hash}`)
      }
      return header
    },
    getLogs: async (header) => {
      if (header.receiptsRoot === EMPTY_TRIE_ROOT) return []
      return parseLogs(header, await requestReceipts(header))
    },
  }
}

/** A node that did not answer, or refused to. */
export class ChainUnavailableError extends DomainError {
  readonly code = 'chain_unavailable'
  /** The node's own error code, where it gave one. */
  readonly rpcCode: number | undefined

  constructor(method: string, cause: unknown) {
    // Not the message of the cause: it quotes the node's URL, which may hold a key.
    const { details, shortMessage, code } = cause as {
      details?: string
      shortMessage?: string
      code?: number
    }
    super(`The node did not answer ${method}: ${details ?? shortMessage ?? 'no reason given'}`, { cause })
    this.rpcCode = code
  }
}

type Request = (method: string, params: readonly unknown[]) => Promise<unknown>

async function requestOf(client: PublicClient, method: string, params: readonly unknown[]): Promise<unknown> {
  try {
    return await client.request({ method, params } as never)
  } catch (error) {
    throw new ChainUnavailableError(method, error)
  }
}

/** Codes of a method that a node does not have: JSON-RPC's own and EIP-1474's. */
const NOT_SUPPORTED = [-32_601, -32_004]

/** The receipts of a block in one call where the node has it, else one by one (Hardhat's node). */
function createReceiptsRequest(request: Request): (header: Header) => Promise<readonly unknown[]> {
  const requestEach = ({ transactionHashes }: Header) =>
    Promise.all(transactionHashes.map((hash) => request('eth_getTransactionReceipt', [hash])))
  let hasBlockReceipts = true

  return async (header) => {
    if (!hasBlockReceipts) return requestEach(header)
    try {
      const answer = await request('eth_getBlockReceipts', [header.hash])
      if (Array.isArray(answer)) return answer
      throw new ChainAnswerError('missing', `The node has no receipts of block ${header.number}`)
    } catch (error) {
      if (!(error instanceof ChainUnavailableError && NOT_SUPPORTED.includes(error.rpcCode ?? 0))) throw error
      hasBlockReceipts = false
      return requestEach(header)
    }
  }
}

function undefinedIfRefused(error: unknown): undefined {
  // A node that answers but knows no finality says so with an error of its own.
  if (error instanceof ChainUnavailableError && error.rpcCode !== undefined) return undefined
  throw error
}

function parseChainId(answer: unknown): number {
  return Number(readNumber({ chainId: answer }, 'chainId'))
}
