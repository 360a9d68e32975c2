'use client'

import { useChains } from 'wagmi'
import type { Coin } from '#core/coin.ts'
import { useFormat } from '../words/use-format.ts'
import { useUiWords } from '../words/use-ui-words.ts'
import { useToken } from './use-token.ts'

/**
 * The coin that an event's prices are in: `null` is the chain's native one, else an ERC-20. Until a token has told its
 * symbol and decimals it has none of either, so that its amounts stand in smallest units.
 */
export function useCoin(currency: string | null): Coin {
  const [chain] = useChains()
  const token = useToken(currency)
  if (currency === null) return chain.nativeCurrency
  return token ?? { symbol: `${currency.slice(0, 6)}…${currency.slice(-4)}`, decimals: 0 }
}

/** Writes amounts of an event's currency as people read them. */
export function useMoney(currency: string | null): (amount: string) => string {
  return useMoneyIn(useCoin(currency))
}

/** Writes amounts of a coin as people read them. */
export function useMoneyIn(coin: Coin): (amount: string) => string {
  const t = useUiWords()
  const format = useFormat()
  return (amount) => (BigInt(amount) === 0n ? t('price.free') : format.coins(BigInt(amount), coin))
}
