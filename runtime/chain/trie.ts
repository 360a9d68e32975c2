import type { Hex } from 'viem'
import { keccak256, keccak256Hex } from '../crypto/keccak.ts'
import { encodeRlp, type RlpItem, toRlpNumber } from './rlp.ts'

/** Root of a trie that holds nothing: keccak256 of the RLP of an empty string. */
export const EMPTY_TRIE_ROOT: Hex = '0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421'

/** A value, and what is left of its key below the node in hand, in half-bytes. */
type Entry = { readonly path: readonly number[]; readonly value: Uint8Array }

/**
 * The root of the Merkle Patricia trie that a block header keeps of an ordered list, where the key of value i is
 * RLP(i).
 *
 * Source: Ethereum Yellow Paper, section 4.4.2 and appendices C and D.
 *
 * @param values none of them empty
 */
export function orderedTrieRoot(values: readonly Uint8Array[]): Hex {
  if (values.length === 0) return EMPTY_TRIE_ROOT
  const entries = values.map((value, index) => ({ path: toNibbles(encodeRlp(toRlpNumber(index))), value }))
  return keccak256Hex(encodeRlp(toNode(entries)))
}

/** The node that holds all these entries, of which there is at least one. */
function toNode(entries: readonly Entry[]): RlpItem {
  const [first] = entries
  if (first && entries.length === 1) return [packPath(first.path, true), first.value]

  const shared = sharedLength(entries)
  if (shared > 0) {
    const rest = entries.map(({ path, value }) => ({ path: path.slice(shared), value }))
    return [packPath(first?.path.slice(0, shared) ?? [], false), toReference(toNode(rest))]
  }
  return toBranch(entries)
}

/** A node with one place per half-byte, and one for the value whose key ends here. */
function toBranch(entries: readonly Entry[]): RlpItem {
  const children: Entry[][] = Array.from({ length: 16 }, () => [])
  let value: Hex | Uint8Array = '0x'
  for (const entry of entries) {
    const [next, ...path] = entry.path
    if (next === undefined) value = entry.value
    else children[next]?.push({ path, value: entry.value })
  }
  return [...children.map((child) => (child.length === 0 ? '0x' : toReference(toNode(child)))), value]
}

/** How a node stands in the one above it: as itself when it is small, else as its hash. */
function toReference(node: RlpItem): RlpItem {
  const encoded = encodeRlp(node)
  return encoded.length < 32 ? node : keccak256(encoded)
}

/** Half-bytes as bytes, after a flag that says whether their number is odd and whether a value follows. */
function packPath(path: readonly number[], isLeaf: boolean): Hex {
  const flag = (isLeaf ? 2 : 0) + (path.length % 2)
  const nibbles = path.length % 2 === 0 ? [flag, 0, ...path] : [flag, ...path]
  return `0x${nibbles.map((nibble) => nibble.toString(16)).join('')}`
}

function toNibbles(bytes: Uint8Array): readonly number[] {
  return Array.from(bytes).flatMap((byte) => [byte >> 4, byte & 15])
}

/** How many half-bytes all paths begin with together. */
function sharedLength(entries: readonly Entry[]): number {
  const [first, ...others] = entries.map(({ path }) => path)
  const end = first?.findIndex((nibble, index) => others.some((path) => path[index] !== nibble)) ?? 0
  return end === -1 ? (first?.length ?? 0) : end
}
