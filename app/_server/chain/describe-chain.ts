import type { Chain } from 'viem'
import { base, baseSepolia, hardhat, mainnet, sepolia } from 'viem/chains'
import type { ChainDescription } from '#core/deployment.ts'

const KNOWN: readonly Chain[] = [mainnet, sepolia, base, baseSepolia, hardhat]

/** What people and their wallets are told of a chain; of one that is not known here, what all of its kind have. */
export function describeChain(chainId: number, isLocal: boolean): ChainDescription {
  const known = KNOWN.find(({ id }) => id === chainId)
  const coin = known?.nativeCurrency ?? { name: 'Ether', symbol: 'ETH', decimals: 18 }
  if (isLocal) return { name: 'Local chain', coin }
  const explorer = known?.blockExplorers?.default
  return {
    name: known?.name ?? `Chain ${chainId}`,
    coin,
    ...(explorer ? { explorer: { name: explorer.name, url: explorer.url } } : {}),
  }
}
