import { type Chain, defineChain } from 'viem'
import { base, baseSepolia, hardhat, mainnet, sepolia } from 'viem/chains'
import type { Deployment } from '#core/deployment.ts'

const KNOWN: readonly Chain[] = [mainnet, sepolia, base, baseSepolia, hardhat]

/** The event's chain, read and written through our own server: wallets bring keys, not nodes. */
export function toChain({ chainId, isLocal }: Deployment): Chain {
  const known = KNOWN.find((chain) => chain.id === chainId)
  return defineChain({
    id: chainId,
    name: isLocal ? 'Local chain' : (known?.name ?? `Chain ${chainId}`),
    nativeCurrency: known?.nativeCurrency ?? { name: 'Ether', symbol: 'ETH', decimals: 18 },
    // a wallet that adds the chain needs the address in full
    rpcUrls: { default: { http: [`${typeof location === 'undefined' ? '' : location.origin}/api/rpc`] } },
    ...(known?.blockExplorers && !isLocal ? { blockExplorers: known.blockExplorers } : {}),
  })
}
