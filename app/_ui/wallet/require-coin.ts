import type { Address, Client } from 'viem'
import { getBalance } from 'viem/actions'
import { CoinMissing } from './transaction-faults.ts'

/**
 * Makes sure that a wallet owns what goes with a call. Nodes say it in words of their own, and at the call only; what the
 * fee comes to is the wallet's to say, or a sponsor's.
 *
 * @throws CoinMissing
 */
export async function requireCoin(client: Client, address: Address, value: bigint): Promise<void> {
  if (value === 0n) return
  if ((await getBalance(client, { address })) < value)
    throw new CoinMissing('the wallet has less than the price')
}
