import { type Address, erc20Abi } from 'viem'
import type { Config } from 'wagmi'
import {
  getConnection,
  readContract,
  simulateContract,
  waitForTransactionReceipt,
  writeContract,
} from 'wagmi/actions'

type Approval = { readonly token: Address; readonly spender: Address; readonly amount: bigint }

/**
 * Lets `spender` take exactly `amount` of the connected wallet's token, where it may not already: one more question of
 * the wallet. Comes back once that is in a block.
 *
 * @throws what viem throws; see `nameError`.
 */
export async function approveToken(config: Config, { token, spender, amount }: Approval): Promise<void> {
  const { address: owner } = getConnection(config)
  if (!owner) throw new Error('approving needs a wallet')
  const contract = { address: token, abi: erc20Abi }
  const allowed = await readContract(config, {
    ...contract,
    functionName: 'allowance',
    args: [owner, spender],
  })
  if (allowed >= amount) return
  const { request } = await simulateContract(config, {
    ...contract,
    functionName: 'approve',
    args: [spender, amount],
  })
  await waitForTransactionReceipt(config, { hash: await writeContract(config, request) })
}
