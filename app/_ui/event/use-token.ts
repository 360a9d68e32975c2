'use client'

import { useQuery } from '@tanstack/react-query'
import { type Address, erc20Abi } from 'viem'
import { usePublicClient } from 'wagmi'
import { type Coin, isFitCoin } from '#core/coin.ts'

/** What an ERC-20 calls itself and how many decimals it has; undefined while unknown, or where it does not say. */
export function useToken(currency: string | null): Coin | undefined {
  const client = usePublicClient()
  const { data } = useQuery({
    queryKey: ['token', currency],
    queryFn: async () => {
      if (!client || currency === null) return null
      const contract = { address: currency as Address, abi: erc20Abi }
      const [symbol, decimals] = await Promise.all([
        client.readContract({ ...contract, functionName: 'symbol' }),
        client.readContract({ ...contract, functionName: 'decimals' }),
      ])
      const coin = { symbol, decimals }
      return isFitCoin(coin) ? coin : null
    },
    enabled: currency !== null,
    // neither ever changes
    staleTime: Number.POSITIVE_INFINITY,
    meta: { keep: { ownerOf: () => undefined } },
  })
  return data ?? undefined
}
