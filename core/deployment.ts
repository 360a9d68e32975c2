import type { Address } from 'viem'

/** What anybody may know of a deployment, and its pages have to. */
export type Deployment = {
  readonly chainId: number
  readonly factory: Address
  /** A local chain that this deployment started itself. */
  readonly isLocal: boolean
  /**
   * Whose accounts the demo wallet signs with: those that everybody knows, of which only this machine makes use, or fresh
   * ones, whose keys come with a link (demo-link.ts). Absent: there is no demo wallet.
   */
  readonly demo?: 'published' | 'fresh'
  /** Stands before the Base32 of every code, in capitals; may be empty. */
  readonly passPrefix: string
}
