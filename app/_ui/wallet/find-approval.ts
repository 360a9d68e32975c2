import { type Address, type Client, erc20Abi } from 'viem'
import { readContract } from 'viem/actions'
import type { ContractCall } from './contract-call.ts'

type Approval = {
  readonly token: Address
  readonly owner: Address
  readonly spender: Address
  /** In the token's smallest unit. */
  readonly amount: bigint
}

/** The call that lets `spender` take exactly `amount` of the owner's token; undefined where it may already. */
export async function findApproval(
  client: Client,
  { token, owner, spender, amount }: Approval,
): Promise<ContractCall | undefined> {
  const allowed = await readContract(client, {
    address: token,
    abi: erc20Abi,
    functionName: 'allowance',
    args: [owner, spender],
  })
  if (allowed >= amount) return undefined
  return { address: token, kind: 'token', functionName: 'approve', args: [spender, amount] }
}
