/**
 * Why a node did not answer a call.
 *
 * - `unreachable`: no connection, a connection that broke, or a gateway that says so.
 * - `timeout`: nothing came in time, from the node or from what it asks itself.
 * - `rate_limited`: too many calls; later.
 * - `too_large`: what was asked for at once is more than it answers; less may do.
 * - `unsupported`: it has no such method.
 * - `unknown_block`: it does not know the block, or no longer: the chain may have changed branches.
 * - `garbled`: what came is no JSON-RPC answer to what was asked.
 * - `refused`: anything else that it gives an error for.
 */
export type Refusal =
  | 'unreachable'
  | 'timeout'
  | 'rate_limited'
  | 'too_large'
  | 'unsupported'
  | 'unknown_block'
  | 'garbled'
  | 'refused'

/** Codes that mean one thing. Sources: JSON-RPC 2.0, EIP-1474, and HTTP where providers put its numbers there. */
const CODES: ReadonlyMap<number, Refusal> = new Map([
  [-32_001, 'unknown_block'],
  [-32_601, 'unsupported'],
  [-32_004, 'unsupported'],
  [-32_008, 'too_large'],
  [-32_010, 'too_large'],
  [413, 'too_large'],
  [429, 'rate_limited'],
])

/**
 * Nodes and providers agree on no code for most of these; so their words decide, here and nowhere else. The order
 * counts: "limit exceeded" alone may be about time or about size.
 */
const WORDS: readonly (readonly [RegExp, Refusal])[] = [
  // geth, Erigon, Besu, Nethermind, Reth
  [
    /unknown block|header (for hash )?not found|block not found|unknown ancestor|no such block|canonical/i,
    'unknown_block',
  ],
  [
    /rate.?limit|too many requests|request count exceeded|compute units|capacity|throttl|slow down/i,
    'rate_limited',
  ],
  [
    /batch|too (large|big|wide|many|long)|size exceeded|more than \d+|at most|range|limited to|exceeds|max results/i,
    'too_large',
  ],
  [/time.?out|timed out|deadline|took too long|aborted/i, 'timeout'],
  [
    /not (supported|available|whitelisted)|method.* (not found|does not exist)|unsupported|unknown method/i,
    'unsupported',
  ],
  [/limit exceeded/i, 'rate_limited'],
]

/** What a node means by a JSON-RPC error. */
export function readRefusal({ code, message }: { readonly code: number; readonly message: string }): Refusal {
  return CODES.get(code) ?? WORDS.find(([words]) => words.test(message))?.[1] ?? 'refused'
}

/** What an HTTP status means that is not 200. */
export function readStatus(status: number): Refusal {
  if (status === 413) return 'too_large'
  if (status === 429) return 'rate_limited'
  if (status === 408 || status === 504) return 'timeout'
  return status >= 500 ? 'unreachable' : 'refused'
}
