import { type Hex, hexToBytes, keccak256, numberToHex, size, toRlp } from 'viem'

/** Root of a trie that holds nothing: keccak256 of the RLP of an empty string. */
export const EMPTY_TRIE_ROOT: Hex = '0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421'

/** An RLP item: bytes, or a list of items. */
type Item = Hex | readonly Item[]

/** A value, and what is left of its key below the node in hand, in half-bytes. */
type Entry = { readonly path: readonly number[]; readonly value: Hex }

/**
 * The root of the Merkle Patricia trie that a block header keeps of an ordered list, where the key of value i is
 * RLP(i).
 *
 * Source: Ethereum Yellow Paper, section 4.4.2 and appendices C and D.
 *
 * @param values none of them empty
 */
export function orderedTrieRoot(values: readonly Hex[]): Hex {
  if (values.length === 0) return EMPTY_TRIE_ROOT
  const entries = values.map((value, index) => ({ path: toNibbles(toRlp(toRlpNumber(index))), value }))
  return keccak256(toRlp(toNode(entries)))
}

/** A number as RLP writes it: big-endian without leading zeros, and zero as no byte at all. */
export function toRlpNumber(value: number | bigint): Hex {
  if (BigInt(value) === 0n) return '0x'
  const digits = numberToHex(value)
  return digits.length % 2 === 0 ? digits : `0x0${digits.slice(2)}`
}

/** The node that holds all these entries, of which there is at least one. */
function toNode(entries: readonly Entry[]): Item {
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
function toBranch(entries: readonly Entry[]): Item {
  const children: Entry[][] = Array.from({ length: 16 }, () => [])
  let value: Hex = '0x'
  for (const entry of entries) {
    const [next, ...path] = entry.path
    if (next === undefined) value = entry.value
    else children[next]?.push({ path, value: entry.value })
  }
  return [...children.map((child) => (child.length === 0 ? '0x' : toReference(toNode(child)))), value]
}

/** How a node stands in the one above it: as itself when it is small, else as its hash. */
function toReference(node: Item): Item {
  const encoded = toRlp(node)
  return size(encoded) < 32 ? node : keccak256(encoded)
}

/** Half-bytes as bytes, after a flag that says whether their number is odd and whether a value follows. */
function packPath(path: readonly number[], isLeaf: boolean): Hex {
  const flag = (isLeaf ? 2 : 0) + (path.length % 2)
  const nibbles = path.length % 2 === 0 ? [flag, 0, ...path] : [flag, ...path]
  return `0x${nibbles.map((nibble) => nibble.toString(16)).join('')}`
}

function toNibbles(bytes: Hex): readonly number[] {
  return Array.from(hexToBytes(bytes)).flatMap((byte) => [byte >> 4, byte & 15])
}

/** How many half-bytes all paths begin with together. */
function sharedLength(entries: readonly Entry[]): number {
  const [first, ...others] = entries.map(({ path }) => path)
  const end = first?.findIndex((nibble, index) => others.some((path) => path[index] !== nibble)) ?? 0
  return end === -1 ? (first?.length ?? 0) : end
}
