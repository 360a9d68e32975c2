import type { Chain } from 'viem'
import type { Deployment } from '#core/deployment.ts'

/** The event's chain, read and written through our own server: wallets bring keys, not nodes. */
export function toChain({ chainId, chain: { name, coin, explorer } }: Deployment): Chain {
  return {
    id: chainId,
    name,
    nativeCurrency: coin,
    // a wallet that adds the chain needs the address in full
    rpcUrls: { default: { http: [`${typeof location === 'undefined' ? '' : location.origin}/api/rpc`] } },
    ...(explorer ? { blockExplorers: { default: explorer } } : {}),
  }
}
