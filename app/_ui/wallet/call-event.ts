import type { ContractFunctionArgs, ContractFunctionName, Hex } from 'viem'
import type { Config } from 'wagmi'
import { simulateContract, writeContract } from 'wagmi/actions'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import type { EventId } from '#core/event-id.ts'

type Writing = ContractFunctionName<typeof usherEventAbi, 'nonpayable' | 'payable'>

type EventCall<F extends Writing> = {
  readonly event: EventId
  readonly functionName: F
  readonly args: ContractFunctionArgs<typeof usherEventAbi, 'nonpayable' | 'payable', F>
  readonly value?: bigint
}

/**
 * Has the connected wallet call an event's contract, tried out first: what the contract would refuse costs no fee and
 * comes back with its reason.
 *
 * @throws what viem throws; see `nameError`.
 */
export async function callEvent<F extends Writing>(config: Config, call: EventCall<F>): Promise<Hex> {
  const { event, functionName, args, value } = call
  // the compiler cannot follow one function's arguments through the whole ABI
  const { request } = await simulateContract(config, {
    abi: usherEventAbi,
    address: event.contract,
    functionName,
    args,
    ...(value === undefined ? {} : { value }),
  } as unknown as Parameters<typeof simulateContract>[1])
  return writeContract(config, request as Parameters<typeof writeContract>[1])
}
