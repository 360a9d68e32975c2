import type { Abi, Address, ContractFunctionArgs, ContractFunctionName } from 'viem'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { usherFactoryAbi } from '#core/chain/abi/usher-factory.ts'
import type { CreateEventArgs } from '#core/event-draft/create-args.ts'
import { idOf } from '#ui/event/id-of.ts'

/** A call to a contract of ours that changes something; nobody pays coin with it. */
export type ContractCall = {
  readonly address: Address
  readonly abi: Abi
  readonly functionName: string
  readonly args: readonly unknown[]
}

type Write = ContractFunctionName<typeof usherEventAbi, 'nonpayable'>

/** A call to an event's contract, checked against its ABI. */
export function callEvent<F extends Write>(
  event: { readonly eventId: string },
  functionName: F,
  args: ContractFunctionArgs<typeof usherEventAbi, 'nonpayable', F>,
): ContractCall {
  return {
    address: idOf(event as Parameters<typeof idOf>[0]).contract,
    abi: usherEventAbi,
    functionName,
    args: args as readonly unknown[],
  }
}

/** The call that creates an event. The factory refuses with the event's errors, so both are known. */
export function callFactory(factory: Address, args: CreateEventArgs): ContractCall {
  const errors = usherEventAbi.filter(({ type }) => type === 'error')
  return { address: factory, abi: [...usherFactoryAbi, ...errors], functionName: 'createEvent', args }
}
