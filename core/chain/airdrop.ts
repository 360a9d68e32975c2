import type { Address } from 'viem'

/**
 * How many recipients one `airdrop` transaction takes. New holders cost the most; this many of them stay well under the
 * gas cap of a transaction, 2^24 (EIP-7825).
 */
export const AIRDROP_CHUNK_SIZE = 200

/**
 * Splits a list of recipients into the transactions it takes, in order. Each chunk issues its tickets or none, and
 * tickets are numbered in the order the chunks arrive.
 */
export function splitAirdrop(recipients: readonly Address[]): readonly (readonly Address[])[] {
  const chunks: (readonly Address[])[] = []
  for (let start = 0; start < recipients.length; start += AIRDROP_CHUNK_SIZE) {
    chunks.push(recipients.slice(start, start + AIRDROP_CHUNK_SIZE))
  }
  return chunks
}
