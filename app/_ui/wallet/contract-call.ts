import type { Address, ContractFunctionArgs, ContractFunctionName } from 'viem'
import type { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import type { CreateEventArgs } from '#core/event-draft/create-args.ts'
import { idOf } from '../event/id-of.ts'

/**
 * A call to a contract that changes something. It names its contract's kind and not its ABI, which only comes along with
 * what sends (abi-of.ts).
 */
export type ContractCall = {
  readonly address: Address
  readonly kind: 'event' | 'factory' | 'token'
  readonly functionName: string
  readonly args: readonly unknown[]
  /** Coin that goes with it, in the smallest unit; none unless given. */
  readonly value?: bigint
}

type Write = ContractFunctionName<typeof usherEventAbi, 'nonpayable' | 'payable'>

/** A call to an event's contract, checked against its ABI. */
export function callEvent<F extends Write>(
  event: { readonly eventId: string },
  functionName: F,
  args: ContractFunctionArgs<typeof usherEventAbi, 'nonpayable' | 'payable', F>,
): ContractCall {
  return {
    address: idOf(event).contract,
    kind: 'event',
    functionName,
    args: args as readonly unknown[],
  }
}

/** The call that creates an event. */
export function callFactory(factory: Address, args: CreateEventArgs): ContractCall {
  return { address: factory, kind: 'factory', functionName: 'createEvent', args }
}
