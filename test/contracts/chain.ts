import { expect } from 'chai'
import type { Hex } from 'viem'
import { decodeErrorResult, isHex } from 'viem'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { usherFactoryAbi } from '#core/chain/abi/usher-factory.ts'
import { buildContracts } from '#scripts/artifacts.ts'

export { openChain, type TestChain, type Wallet } from './local-chain.ts'

// compiling takes ten seconds alone and far longer on a busy machine, so it has a deadline of its own
before('compile the contracts', async function () {
  this.timeout(300_000)
  await buildContracts()
})

/** Every custom error that a call of ours can be refused with. */
const errors = [...usherEventAbi, ...usherFactoryAbi] as const

/** Expects a transaction to be refused with exactly this custom error and these values. */
export async function expectRevert(sent: Promise<unknown>, errorName: string, args: readonly unknown[] = []) {
  const refusal = await sent.then(
    () => expect.fail(`expected ${errorName}, but it passed`),
    (cause: unknown) => cause,
  )
  expect(decodeRefusal(revertDataOf(refusal))).to.deep.equal({ errorName, args })
}

/** A custom error from the bytes that a call returned. */
export function decodeRefusal(data: Hex) {
  const { errorName, args } = decodeErrorResult({ abi: errors, data })
  return { errorName, args: args ?? [] }
}

/**
 * What a refused call returned: the bytes stand somewhere in the chain of causes, as `data` or as `data` of `data`.
 * Any other error is thrown on.
 */
export function revertDataOf(refusal: unknown): Hex {
  for (let cause = refusal; cause instanceof Error; cause = cause.cause) {
    const data: unknown = Reflect.get(cause, 'data')
    if (isHex(data)) return data
    if (typeof data === 'object' && data !== null && 'data' in data && isHex(data.data)) return data.data
  }
  throw refusal
}
