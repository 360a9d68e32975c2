import type { Address } from 'viem'

/** True if both are one address, whatever their letters' case. */
export function isSameAddress(one: Address | undefined, other: Address | undefined): boolean {
  return one !== undefined && one.toLowerCase() === other?.toLowerCase()
}
