import type { Hash, Hex } from 'viem'
import { keccak256Hex } from '../crypto/keccak.ts'
import { ChainAnswerError } from './answer-error.ts'
import { encodeRlp, toRlpNumber } from './rlp.ts'

/** A block's header whose hash was recomputed from its fields, so all of these belong together. */
export type Header = {
  readonly number: bigint
  readonly hash: Hash
  readonly parentHash: Hash
  /** Unix seconds */
  readonly timestamp: bigint
  readonly receiptsRoot: Hash
  readonly logsBloom: Hex
  /** hashes as the node names them: the header vouches for the transactions only through a root */
  readonly transactionHashes: readonly Hash[]
}

type Kind = 'bytes' | 'number'

/** The header's fields in the order in which they are hashed. Source: Yellow Paper 4.4; EIPs as named. */
const FIELDS: readonly (readonly [name: string, kind: Kind])[] = [
  ['parentHash', 'bytes'],
  ['sha3Uncles', 'bytes'],
  ['miner', 'bytes'],
  ['stateRoot', 'bytes'],
  ['transactionsRoot', 'bytes'],
  ['receiptsRoot', 'bytes'],
  ['logsBloom', 'bytes'],
  ['difficulty', 'number'],
  ['number', 'number'],
  ['gasLimit', 'number'],
  ['gasUsed', 'number'],
  ['timestamp', 'number'],
  ['extraData', 'bytes'],
  ['mixHash', 'bytes'],
  ['nonce', 'bytes'],
]

/** What later forks appended, oldest first. A header has the first few of these, without a gap. */
const FORK_FIELDS: readonly (readonly [name: string, kind: Kind])[] = [
  ['baseFeePerGas', 'number'], // EIP-1559
  ['withdrawalsRoot', 'bytes'], // EIP-4895
  ['blobGasUsed', 'number'], // EIP-4844
  ['excessBlobGas', 'number'], // EIP-4844
  ['parentBeaconBlockRoot', 'bytes'], // EIP-4788
  ['requestsHash', 'bytes'], // EIP-7685
  ['blockAccessListHash', 'bytes'], // EIP-7928
  ['slotNumber', 'number'], // EIP-7843
]

/**
 * The header in a node's answer to `eth_getBlockByNumber` or `eth_getBlockByHash`, if it hashes to the hash it carries.
 *
 * @throws ChainAnswerError `malformed` or `header_hash`
 */
export function parseHeader(answer: unknown): Header {
  if (typeof answer !== 'object' || answer === null) {
    throw new ChainAnswerError('malformed', 'The node answered something that is no block')
  }
  const block = answer as Readonly<Record<string, unknown>>
  const forkFields = FORK_FIELDS.filter(([name]) => block[name] !== undefined && block[name] !== null)
  const items = [...FIELDS, ...forkFields].map(([name, kind]) => toItem(block, name, kind))
  const hash = readBytes(block, 'hash', 32)
  const computed = keccak256Hex(encodeRlp(items))
  if (computed !== hash) {
    throw new ChainAnswerError('header_hash', `The header of block ${hash} hashes to ${computed}`)
  }
  return {
    number: readNumber(block, 'number'),
    hash,
    parentHash: readBytes(block, 'parentHash', 32),
    timestamp: readNumber(block, 'timestamp'),
    receiptsRoot: readBytes(block, 'receiptsRoot', 32),
    logsBloom: readBytes(block, 'logsBloom', 256),
    transactionHashes: readTransactions(block),
  }
}

function toItem(block: Readonly<Record<string, unknown>>, name: string, kind: Kind): Hex {
  return kind === 'number' ? toRlpNumber(readNumber(block, name)) : readBytes(block, name)
}

const BYTES = /^0x(?:[0-9a-f]{2})*$/i

/** Bytes in 0x-hex, in lower case. */
export function readBytes(from: Readonly<Record<string, unknown>>, name: string, width?: number): Hex {
  const value = from[name]
  if (typeof value !== 'string' || !BYTES.test(value) || (width && value.length !== 2 + width * 2)) {
    throw new ChainAnswerError('malformed', `The node's ${name} is not ${width ?? 'a number of'} bytes`)
  }
  return value.toLowerCase() as Hex
}

/** A number as JSON-RPC writes it. */
export function readNumber(from: Readonly<Record<string, unknown>>, name: string): bigint {
  const value = from[name]
  if (typeof value !== 'string' || !/^0x[0-9a-fA-F]{1,64}$/.test(value)) {
    throw new ChainAnswerError('malformed', `The node's ${name} is not a number`)
  }
  return BigInt(value)
}

function readTransactions(block: Readonly<Record<string, unknown>>): readonly Hash[] {
  const { transactions } = block
  if (!Array.isArray(transactions)) throw new ChainAnswerError('malformed', 'The node lists no transactions')
  return transactions.map((hash) => readBytes({ transaction: hash }, 'transaction', 32))
}
