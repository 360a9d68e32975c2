import type { Address } from 'viem'

/** What WalletConnect needs of a deployment. */
export type WalletConnectSettings = {
  /** Names the operator to the relay; public. */
  readonly projectId: string
  /** The WebSocket over which pages and wallets on other devices find each other. */
  readonly relayUrl: string
}

/** Ways to wallets that are not in the browser; each only where the operator has configured it. */
export type OutsideWallets = {
  readonly walletConnect?: WalletConnectSettings
  readonly baseAccount?: true
}

/** What people and their wallets are told of a chain. */
export type ChainDescription = {
  readonly name: string
  /** What fees are paid in. */
  readonly coin: { readonly name: string; readonly symbol: string; readonly decimals: number }
  readonly explorer?: { readonly name: string; readonly url: string }
}

/** What anybody may know of a deployment, and its pages have to. */
export type Deployment = {
  readonly chainId: number
  readonly chain: ChainDescription
  readonly factory: Address
  /** A local chain that this deployment started itself. */
  readonly isLocal: boolean
  /**
   * Whose accounts the demo wallet signs with: those that everybody knows, of which only this machine makes use, or fresh
   * ones, whose keys come with a link (demo-link.ts). Absent: there is no demo wallet.
   */
  readonly demo?: 'published' | 'fresh'
  readonly wallets: OutsideWallets
  /** Stands before the Base32 of every code, in capitals; may be empty. */
  readonly passPrefix: string
}
