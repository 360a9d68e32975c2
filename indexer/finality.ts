/** No block is taken for final before it has this many above it, whatever the node says. */
export const MIN_FINAL_DEPTH = 64n

/** Where the node's word on finality cannot be believed, this many blocks may still leave the chain. */
export const ASSUMED_FINAL_DEPTH = 1_024n

/**
 * The number up to which blocks are taken not to leave the chain any more. A block that leaves it all the same costs a
 * rebuilt mirror, never a wrong one.
 *
 * @param head the node's head, asked before `finalized`
 * @param finalized what the node calls final. A node that calls its head final (Hardhat's) has no notion of it.
 */
export function decideFinal(head: bigint, finalized: bigint | undefined): bigint {
  const isBelievable = finalized !== undefined && finalized < head
  const deepest = head - (isBelievable ? MIN_FINAL_DEPTH : ASSUMED_FINAL_DEPTH)
  const final = isBelievable && finalized < deepest ? finalized : deepest
  return final > 0n ? final : 0n
}
