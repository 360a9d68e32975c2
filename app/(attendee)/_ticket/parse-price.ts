import { parseUnits } from 'viem'

/**
 * A price as a person types it, in whole coins with a point or a comma, in the smallest unit; undefined if it is no
 * number of at most that many digits after the point.
 */
export function parsePrice(text: string, decimals: number): bigint | undefined {
  const plain = text.trim().replace(',', '.')
  const [, digits = ''] = plain.match(/^\d+(?:\.(\d*))?$/) ?? [undefined, undefined]
  if (!/^\d+(\.\d*)?$/.test(plain) || digits.length > decimals) return undefined
  return parseUnits(plain, decimals)
}
