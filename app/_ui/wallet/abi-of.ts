import { type Abi, erc20Abi, parseAbi } from 'viem'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { usherFactoryAbi } from '#core/chain/abi/usher-factory.ts'
import type { ContractCall } from './contract-call.ts'

/** What an event passes on of its ERC-20's refusals (EIP-6093). */
const tokenErrors = parseAbi([
  'error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)',
  'error ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed)',
])

const eventErrors = usherEventAbi.filter(({ type }) => type === 'error')

const ABIS: Readonly<Record<ContractCall['kind'], Abi>> = {
  event: [...usherEventAbi, ...tokenErrors],
  // it refuses with the event's errors
  factory: [...usherFactoryAbi, ...eventErrors],
  token: erc20Abi,
}

/** The ABI of a kind of contract, with every error that it may answer with. */
export function abiOf(kind: ContractCall['kind']): Abi {
  return ABIS[kind]
}
