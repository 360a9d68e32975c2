import { formatUnits } from 'viem'

/** The native coin of a chain, as wallets name it. */
export type Coin = { readonly symbol: string; readonly decimals: number }

/** A price as people read it. A token's own decimals are not known here, so its amount is given in smallest units. */
export function formatPrice(amount: string, currency: string | null, coin: Coin): string {
  if (BigInt(amount) === 0n) return 'Free'
  if (currency !== null) return `${amount} units of token ${currency.slice(0, 6)}…${currency.slice(-4)}`
  return `${formatUnits(BigInt(amount), coin.decimals)} ${coin.symbol}`
}
