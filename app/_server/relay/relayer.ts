import { type Address, type Hex, keccak256 } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import type { ServerEnvironment } from '#runtime/environment.ts'

/** What a deployment lets its relay spend. Amounts in wei. */
export type RelaySettings = NonNullable<ServerEnvironment['relay']>

/** What a unit of gas may cost, in wei (EIP-1559). */
export type Fees = { readonly maxFee: bigint; readonly priorityFee: bigint }

/** A call of one contract, as it is to be signed. */
export type RelayCall = {
  readonly to: Address
  readonly call: Hex
  readonly nonce: number
  readonly gasLimit: bigint
  readonly fees: Fees
}

/** The account that pays. */
export type Relayer = {
  /** in lower case */
  readonly address: Address
  /** The signed transaction, ready to be sent any number of times, and its hash. */
  readonly sign: (call: RelayCall) => Promise<{ readonly signed: Hex; readonly hash: Hex }>
}

export function createRelayer(privateKey: Hex, chainId: number): Relayer {
  const account = privateKeyToAccount(privateKey)
  return {
    address: account.address.toLowerCase() as Address,
    sign: async ({ to, call, nonce, gasLimit, fees }) => {
      const signed = await account.signTransaction({
        type: 'eip1559',
        chainId,
        to,
        data: call,
        nonce,
        gas: gasLimit,
        maxFeePerGas: fees.maxFee,
        maxPriorityFeePerGas: fees.priorityFee,
      })
      return { signed, hash: keccak256(signed) }
    },
  }
}
