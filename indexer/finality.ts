/** No block is taken for final before it has this many above it, whatever the node says. */
const MIN_DEPTH = 64n

/** Where the node's word on finality cannot be believed, this many blocks may still leave the chain. */
export const ASSUMED_DEPTH = 1_024n

/**
 * The number up to which blocks are taken not to leave the chain any more. A block that leaves it all the same costs a
 * rebuilt mirror, never a wrong one.
 *
 * @param head the node's head, asked before `finalized`
 * @param finalized what the node calls final. A node that calls its head final (Hardhat's) has no notion of it.
 * @param assumedDepth see {@link ASSUMED_DEPTH}
 */
export function decideFinal(
  head: bigint,
  finalized: bigint | undefined,
  assumedDepth = ASSUMED_DEPTH,
): bigint {
  const isBelievable = finalized !== undefined && finalized < head
  const deepest = head - (isBelievable ? MIN_DEPTH : assumedDepth)
  const final = isBelievable && finalized < deepest ? finalized : deepest
  return final > 0n ? final : 0n
}
