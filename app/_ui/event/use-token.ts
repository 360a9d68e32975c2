'use client'

import { useQuery } from '@tanstack/react-query'
import { useConfig } from 'wagmi'
import type { Coin } from '#core/coin.ts'

/** What an ERC-20 calls itself and how many decimals it has; undefined while unknown, or where it does not say. */
export function useToken(currency: string | null): Coin | undefined {
  const config = useConfig()
  const { data } = useQuery({
    queryKey: ['token', currency],
    queryFn: async () => {
      if (currency === null) return null
      const { readToken } = await import('./read-token.ts')
      return readToken(config, currency)
    },
    enabled: currency !== null,
    // neither ever changes
    staleTime: Number.POSITIVE_INFINITY,
    meta: { keep: { ownerOf: () => undefined } },
  })
  return data ?? undefined
}
