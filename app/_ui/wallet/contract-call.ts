import { type Abi, type Address, type ContractFunctionArgs, type ContractFunctionName, parseAbi } from 'viem'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { usherFactoryAbi } from '#core/chain/abi/usher-factory.ts'
import type { CreateEventArgs } from '#core/event-draft/create-args.ts'
import { idOf } from '../event/id-of.ts'

/** A call to a contract that changes something. */
export type ContractCall = {
  readonly address: Address
  readonly abi: Abi
  readonly functionName: string
  readonly args: readonly unknown[]
  /** Coin that goes with it, in the smallest unit; none unless given. */
  readonly value?: bigint
}

type Write = ContractFunctionName<typeof usherEventAbi, 'nonpayable' | 'payable'>

/** What an event passes on of its ERC-20's refusals (EIP-6093). */
const tokenErrors = parseAbi([
  'error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)',
  'error ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed)',
])

/** A call to an event's contract, checked against its ABI. */
export function callEvent<F extends Write>(
  event: { readonly eventId: string },
  functionName: F,
  args: ContractFunctionArgs<typeof usherEventAbi, 'nonpayable' | 'payable', F>,
): ContractCall {
  return {
    address: idOf(event).contract,
    abi: [...usherEventAbi, ...tokenErrors],
    functionName,
    args: args as readonly unknown[],
  }
}

/** The call that creates an event. The factory refuses with the event's errors, so both are known. */
export function callFactory(factory: Address, args: CreateEventArgs): ContractCall {
  const errors = usherEventAbi.filter(({ type }) => type === 'error')
  return { address: factory, abi: [...usherFactoryAbi, ...errors], functionName: 'createEvent', args }
}
