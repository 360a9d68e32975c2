import type { Address } from 'viem'

/** What anybody may know of a deployment, and its pages have to. */
export type Deployment = {
  readonly chainId: number
  readonly factory: Address
  /** A local chain that this deployment started itself: published accounts may sign, the demo wallet is offered. */
  readonly isLocal: boolean
  /** Stands before the Base32 of every code, in capitals; may be empty. */
  readonly passPrefix: string
}
