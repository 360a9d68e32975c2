import { expect } from 'chai'
import { network } from 'hardhat'
import type { Account, Address, Chain, Hex, Transport, WalletClient } from 'viem'
import { createPublicClient, createWalletClient, custom, decodeErrorResult, isHex } from 'viem'
import { hardhat } from 'viem/chains'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { usherFactoryAbi } from '#core/chain/abi/usher-factory.ts'
import { buildContracts, readArtifact } from '#scripts/artifacts.ts'

/** A wallet that signs for one of the chain's funded accounts. */
export type Wallet = WalletClient<Transport, Chain, Account>

// compiling takes ten seconds alone and far longer on a busy machine, so it has a deadline of its own
before('compile the contracts', async function () {
  this.timeout(300_000)
  await buildContracts()
})

/**
 * A fresh chain inside the process, with funded wallets, a clock that the test sets, and snapshots.
 *
 * Its blocks may share a timestamp, so time stands still unless a test moves it.
 */
export async function openChain() {
  const { provider, networkHelpers } = await network.create()
  const transport = custom(provider, { retryCount: 0 })
  const client = createPublicClient({ chain: hardhat, transport, pollingInterval: 10, cacheTime: 0 })
  const addresses = await createWalletClient({ transport }).getAddresses()

  const wallet = (index: number): Wallet => {
    const address = addresses[index]
    if (!address) throw new Error(`The chain has no account ${index}`)
    return createWalletClient({ account: address, chain: hardhat, transport })
  }

  /** Deploys a compiled contract by name. */
  const deploy = async (contract: string, args: readonly unknown[] = []): Promise<Address> => {
    const { abi, bytecode } = await readArtifact(contract)
    const hash = await wallet(0).deployContract({ abi, bytecode, args })
    const { contractAddress } = await client.waitForTransactionReceipt({ hash })
    if (!contractAddress) throw new Error(`${contract} was not deployed`)
    return contractAddress
  }

  return { transport, client, wallet, deploy, ...networkHelpers }
}

export type TestChain = Awaited<ReturnType<typeof openChain>>

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
