import type { Address, Hash, Hex } from 'viem'
import { ChainAnswerError } from './answer-error.ts'
import { type Header, readBytes, readNumber } from './header.ts'
import { encodeRlp, toRlpNumber } from './rlp.ts'
import { orderedTrieRoot } from './trie.ts'

/** A log that its block's receipts root vouches for; its index is its place among all logs of the block. */
export type ChainLog = {
  readonly address: Address
  readonly topics: readonly Hex[]
  readonly data: Hex
  readonly logIndex: number
  /** as the node names it: a receipts root does not cover it */
  readonly transactionHash: Hash
  readonly transactionIndex: number
}

type Fields = Readonly<Record<string, unknown>>

/**
 * All logs of a block, from the receipts of all its transactions, if these make the header's receipts root: none is
 * missing, none invented, none changed, and their order is the chain's.
 *
 * @throws ChainAnswerError `malformed`, `missing`, `other_block` or `receipts_root`
 */
export function parseLogs(header: Header, receipts: readonly unknown[]): readonly ChainLog[] {
  const parsed = receipts.map((receipt, index) => parseReceipt(header, receipt, index))
  const root = orderedTrieRoot(parsed.map(({ encoded }) => encoded))
  if (root !== header.receiptsRoot) {
    throw new ChainAnswerError(
      'receipts_root',
      `The receipts of block ${header.number} make the root ${root}, its header says ${header.receiptsRoot}`,
    )
  }
  return parsed.flatMap(({ logs }) => logs).map((log, logIndex) => ({ ...log, logIndex }))
}

function parseReceipt(header: Header, answer: unknown, transactionIndex: number) {
  if (answer === null || answer === undefined) {
    throw new ChainAnswerError('missing', `Block ${header.number} lacks its receipt ${transactionIndex}`)
  }
  if (typeof answer !== 'object' || !Array.isArray((answer as Fields).logs)) {
    throw new ChainAnswerError('malformed', 'The node answered something that is no receipt')
  }
  const receipt = answer as Fields
  if (readBytes(receipt, 'blockHash', 32) !== header.hash) {
    throw new ChainAnswerError('other_block', `A receipt of block ${header.hash} names another block`)
  }
  const transactionHash = readBytes(receipt, 'transactionHash', 32)
  const logs = (receipt.logs as readonly Fields[]).map((log) => ({
    address: readBytes(log, 'address', 20),
    topics: readTopics(log),
    data: readBytes(log, 'data'),
    transactionHash,
    transactionIndex,
  }))
  return { logs, encoded: encodeReceipt(receipt, logs) }
}

/**
 * A receipt as the trie holds it. Source: EIP-2718 and EIP-658; before that a state root stood for the status.
 * Deposits of the OP stack (type 0x7e) have two fields more.
 */
function encodeReceipt(
  receipt: Fields,
  logs: readonly Pick<ChainLog, 'address' | 'topics' | 'data'>[],
): Uint8Array {
  const type = receipt.type === undefined || receipt.type === null ? 0n : readNumber(receipt, 'type')
  const hasStatus = receipt.status !== undefined && receipt.status !== null
  const payload = encodeRlp([
    hasStatus ? toRlpNumber(readNumber(receipt, 'status')) : readBytes(receipt, 'root', 32),
    toRlpNumber(readNumber(receipt, 'cumulativeGasUsed')),
    readBytes(receipt, 'logsBloom', 256),
    logs.map(({ address, topics, data }) => [address, topics, data]),
    ...(type === 0x7en ? depositFields(receipt) : []),
  ])
  return type === 0n ? payload : Buffer.concat([Buffer.of(Number(type)), payload])
}

function depositFields(receipt: Fields): Hex[] {
  const isHashed = receipt.depositReceiptVersion !== undefined && receipt.depositReceiptVersion !== null
  return isHashed
    ? ['depositNonce', 'depositReceiptVersion'].map((name) => toRlpNumber(readNumber(receipt, name)))
    : []
}

function readTopics(log: Fields): readonly Hex[] {
  if (!Array.isArray(log.topics)) throw new ChainAnswerError('malformed', "The node's log has no topics")
  return log.topics.map((topic) => readBytes({ topic }, 'topic', 32))
}
