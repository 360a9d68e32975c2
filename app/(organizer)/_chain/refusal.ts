import { BaseError, ContractFunctionRevertedError } from 'viem'
import type en from '#organizer/_words/en.ts'

/** The contract's refusals that a page has a sentence for. */
export type KnownRefusal = Exclude<keyof (typeof en)['refusal'], 'title'>

/** The name of the error with which a contract has refused, where the node told. Never throws. */
export function findRefusal(error: unknown): string | undefined {
  if (!(error instanceof BaseError)) return undefined
  const reverted = error.walk((cause) => cause instanceof ContractFunctionRevertedError)
  return reverted instanceof ContractFunctionRevertedError ? reverted.data?.errorName : undefined
}
