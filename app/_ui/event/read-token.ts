import { type Address, erc20Abi } from 'viem'
import type { Config } from 'wagmi'
import { readContract } from 'wagmi/actions'
import { type Coin, isFitCoin } from '#core/coin.ts'

/** What an ERC-20 calls itself and how many decimals it has; null where it does not say. */
export async function readToken(config: Config, currency: string): Promise<Coin | null> {
  const contract = { address: currency as Address, abi: erc20Abi }
  const [symbol, decimals] = await Promise.all([
    readContract(config, { ...contract, functionName: 'symbol' }),
    readContract(config, { ...contract, functionName: 'decimals' }),
  ])
  const coin = { symbol, decimals }
  return isFitCoin(coin) ? coin : null
}
