/** A coin that prices are in, as people read amounts of it. */
export type Coin = { readonly symbol: string; readonly decimals: number }

/** A symbol is shown beside amounts: longer or stranger ones are none of a coin that people pay with. */
const SYMBOL = /^[\p{L}\p{N}.$+-]{1,12}$/u
/** More than any coin has. */
export const MOST_DECIMALS = 36

/** Whether what a token says of itself can stand beside amounts. */
export function isFitCoin({ symbol, decimals }: Coin): boolean {
  return SYMBOL.test(symbol) && decimals >= 0 && decimals <= MOST_DECIMALS
}
