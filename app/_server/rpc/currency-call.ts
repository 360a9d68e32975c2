import { type Address, decodeFunctionData, erc20Abi, type Hex } from 'viem'

/** What pages do with the ERC-20 in which an event sells: they look at it, and let an event take its price. */
export type CurrencyCall = { readonly kind: 'read' } | { readonly kind: 'approve'; readonly spender: Address }

const READS: readonly string[] = ['allowance', 'balanceOf', 'decimals', 'symbol']

/** The call in these bytes, or undefined for every other that a token knows, such as one that moves it. */
export function findCurrencyCall(data: Hex): CurrencyCall | undefined {
  try {
    const { functionName, args } = decodeFunctionData({ abi: erc20Abi, data })
    if (READS.includes(functionName)) return { kind: 'read' }
    if (functionName === 'approve') return { kind: 'approve', spender: args[0].toLowerCase() as Address }
  } catch {
    // too short, or of a function that is none of a token's
  }
  return undefined
}
