import { parseUnits } from 'viem'

/**
 * A price as a person types it, in whole coins with a point or a comma, in the smallest unit; undefined if it is no
 * number, or has more digits after the point than the coin.
 */
export function parsePrice(text: string, decimals: number): bigint | undefined {
  const plain = text.trim().replace(',', '.')
  const digits = /^\d+(?:\.(\d*))?$/.exec(plain)
  if (!digits || (digits[1]?.length ?? 0) > decimals) return undefined
  return parseUnits(plain, decimals)
}
