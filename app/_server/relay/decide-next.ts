/** What the chain says of an attempt. `nonces` were read before the receipt was looked for. */
export type AttemptFacts = {
  readonly nonce: bigint
  readonly signedAt: Date
  /** of any of its transactions; undefined: none is in a block */
  readonly receipt: { readonly isSuccess: boolean; readonly blockNumber: bigint } | undefined
  readonly head: bigint
  /** how many transactions of its relayer's are on the chain, and how many in blocks that count as settled */
  readonly nonces: { readonly latest: bigint; readonly settled: bigint }
  /** whether the key that signed it is at hand */
  readonly canSign: boolean
}

/**
 * What to do about an attempt.
 *
 * - `book`: it is in a block; `isSettled`: deep enough never to leave it
 * - `drop`: a settled block has another transaction of its nonce, so none of its own will ever be mined
 * - `wait`: another transaction of its nonce is in a block that may still leave
 * - `raise`: it is next, and has waited too long: replace it by a dearer one
 * - `send`: hand it to the node again
 */
export type NextStep =
  | { readonly kind: 'book'; readonly status: 'mined' | 'reverted'; readonly isSettled: boolean }
  | { readonly kind: 'drop' | 'wait' | 'raise' | 'send' }

/** Decides about an attempt from what the chain says of it. */
export function decideNext(facts: AttemptFacts, depth: bigint, raiseAfterMs: number, now: Date): NextStep {
  const { nonce, receipt, head, nonces, signedAt, canSign } = facts
  if (receipt) {
    const isSettled = head - receipt.blockNumber >= depth
    return { kind: 'book', status: receipt.isSuccess ? 'mined' : 'reverted', isSettled }
  }
  if (nonces.settled > nonce) return { kind: 'drop' }
  if (nonces.latest > nonce) return { kind: 'wait' }
  // those behind it wait for it, not for a higher fee
  const isNext = nonces.latest === nonce
  const isOld = now.getTime() - signedAt.getTime() >= raiseAfterMs
  return { kind: isNext && isOld && canSign ? 'raise' : 'send' }
}
