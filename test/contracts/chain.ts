import { expect } from 'chai'
import { network } from 'hardhat'
import type { Account, Address, Chain, Hash, Transport, WalletClient } from 'viem'
import {
  BaseError,
  ContractFunctionRevertedError,
  createPublicClient,
  createWalletClient,
  custom,
} from 'viem'
import { hardhat } from 'viem/chains'
import { buildContracts, readArtifact } from '#scripts/artifacts.ts'

/** A wallet that signs for one of the chain's funded accounts. */
export type Wallet = WalletClient<Transport, Chain, Account>

/**
 * A fresh chain inside the process, with funded wallets, a clock that the test sets, and snapshots.
 *
 * Its blocks may share a timestamp, so time stands still unless a test moves it.
 */
export async function openChain() {
  await buildContracts()
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

/** Expects a transaction to be refused with exactly this custom error and these values. */
export async function expectRevert(sent: Promise<Hash>, errorName: string, args: readonly unknown[] = []) {
  const error = await sent.then(
    (hash) => new Error(`expected ${errorName}, but the transaction ${hash} passed`),
    (cause: unknown) => cause,
  )
  const reverted =
    error instanceof BaseError ? error.walk((e) => e instanceof ContractFunctionRevertedError) : undefined
  if (!(reverted instanceof ContractFunctionRevertedError)) throw error
  expect({
    error: reverted.data?.errorName ?? reverted.reason ?? reverted.signature,
    args: reverted.data?.args ?? [],
  }).to.deep.equal({
    error: errorName,
    args,
  })
}
