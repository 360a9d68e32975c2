import type { Address } from 'viem'
import type { Refusal } from './reason.ts'
import type { UnixSeconds } from './time.ts'

/**
 * What a verification method has established about what was presented: which ticket, and who proved to hold it, how and
 * when. Says nothing about whether that wallet owns the ticket: the ticket stage asks that, the same for all methods.
 */
export type Proof = {
  /** How: the method's name, as the log keeps it. */
  readonly method: string
  readonly tokenId: bigint
  /** Whose authority was proven. */
  readonly holder: Address
  /** When the proof was made, by the clock of what was presented. No later proof of the ticket may be older. */
  readonly madeAt: UnixSeconds
}

/** What was presented claims, unproven: for the log of refusals and for nothing else. */
export type Hearsay = {
  readonly tokenId: bigint
  readonly madeAt: UnixSeconds
}

/** What a method comes to: a proof, or why there is none. */
export type Proving = { readonly proof: Proof } | { readonly refusal: Refusal; readonly hearsay?: Hearsay }
