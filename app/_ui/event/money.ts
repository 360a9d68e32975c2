'use client'

import { useChains } from 'wagmi'
import { useFormat } from '../words/use-format.ts'
import { useUiWords } from '../words/use-ui-words.ts'

/**
 * Writes amounts of an event's currency as people read them: `null` is the chain's native coin, else an ERC-20.
 * A token's own decimals are not known here, so its amount is given in smallest units.
 */
export function useMoney(currency: string | null): (amount: string) => string {
  const t = useUiWords()
  const format = useFormat()
  const [chain] = useChains()
  return (amount) => {
    if (BigInt(amount) === 0n) return t('price.free')
    if (currency === null) return format.coins(BigInt(amount), chain.nativeCurrency)
    return t('price.units', { amount, token: `${currency.slice(0, 6)}…${currency.slice(-4)}` })
  }
}
