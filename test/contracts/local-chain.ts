import { network } from 'hardhat'
import type { Account, Address, Chain, Transport, WalletClient } from 'viem'
import { createPublicClient, createWalletClient, custom } from 'viem'
import { hardhat } from 'viem/chains'
import { readArtifact } from '#scripts/artifacts.ts'

/** A wallet that signs for one of the chain's funded accounts. */
export type Wallet = WalletClient<Transport, Chain, Account>

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
