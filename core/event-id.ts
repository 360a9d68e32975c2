import { type Address, bytesToHex, type Hex, keccak256 } from 'viem'
import { parseHex } from './bytes.ts'
import { OutOfRangeError } from './error.ts'

/** One event: its contract on its chain. `contract` is in lower case, so that equal events have equal texts. */
export type EventId = {
  readonly chainId: number
  readonly contract: Address
}

/** Bytes of an event key: chain id (8, big-endian) and contract (20). */
export const EVENT_KEY_SIZE = 28

/**
 * The event of `<chainId>:<contract>`, or undefined if the text is not one.
 *
 * The contract is taken in any case and without regard to its checksum; the chain id is decimal without leading
 * zeros and at most 2^53 - 1.
 */
export function parseEventId(text: string): EventId | undefined {
  const match = /^([1-9][0-9]{0,15}):(0x[0-9a-fA-F]{40})$/.exec(text)
  if (!match) return undefined
  const chainId = Number(match[1])
  if (!Number.isSafeInteger(chainId)) return undefined
  return { chainId, contract: match[2]?.toLowerCase() as Address }
}

/** The text `<chainId>:<contract>`, contract in lower case: the event's name in URLs and JSON. */
export function formatEventId(event: EventId): string {
  return `${event.chainId}:${event.contract.toLowerCase()}`
}

/**
 * The 28 bytes `chainId uint64 ‖ contract`, big-endian: the event's key in tables and the preimage of its tag.
 *
 * @throws OutOfRangeError if the chain id is no positive safe integer or the contract no address.
 */
export function eventKeyOf(event: EventId): Uint8Array<ArrayBuffer> {
  if (!(Number.isSafeInteger(event.chainId) && event.chainId > 0)) {
    throw new OutOfRangeError('chainId', 'an integer from 1 to 2^53 - 1')
  }
  const contract = parseHex(event.contract, 20)
  if (!contract) throw new OutOfRangeError('contract', 'an address')
  const key = new Uint8Array(EVENT_KEY_SIZE)
  new DataView(key.buffer).setBigUint64(0, BigInt(event.chainId))
  key.set(contract, 8)
  return key
}

/** The event of a key that {@link eventKeyOf} made, or undefined if the bytes are none. */
export function eventOfKey(key: Uint8Array): EventId | undefined {
  if (key.length !== EVENT_KEY_SIZE) return undefined
  const chainId = Number(new DataView(key.buffer, key.byteOffset, 8).getBigUint64(0))
  if (!(Number.isSafeInteger(chainId) && chainId > 0)) return undefined
  return { chainId, contract: bytesToHex(key.subarray(8)) }
}

/**
 * The first 4 bytes of keccak256 of the event key, as 0x-hex: what a pass names its event by.
 *
 * A hint that lets a gate say "another event". Never an identity: the verifier takes the contract from the gate's
 * own event, and the signature covers it in full.
 */
export function eventTagOf(event: EventId): Hex {
  const known = tags.get(event)
  if (known) return known
  const tag = keccak256(eventKeyOf(event)).slice(0, 10) as Hex
  tags.set(event, tag)
  return tag
}

/** A gate compares every code with the tag of one event: hashing it each time is a good part of refusing garbage. */
const tags = new WeakMap<EventId, Hex>()
