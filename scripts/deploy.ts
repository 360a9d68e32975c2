/**
 * Deploys what a chain needs once: the two halves of every event, the renderer of their metadata, and the factory.
 *
 *     RPC_URL=http://127.0.0.1:8545 node scripts/deploy.ts
 *     RPC_URL=… DEPLOYER_PRIVATE_KEY=0x… node scripts/deploy.ts
 *
 * Without a key the node's own first account signs, as on a local chain. Prints the deployment as JSON.
 */
import type { Account, Address, Hex, Transport } from 'viem'
import { createWalletClient, http, publicActions } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { buildContracts, readArtifact } from './artifacts.ts'

/** Where Usher is on one chain. */
export type Deployment = {
  readonly chainId: number
  /** an `IUsherFactory` */
  readonly factory: Address
  /** no event of this factory is in an earlier block */
  readonly startBlock: bigint
}

/**
 * Deploys the factory and what it needs, through a node.
 *
 * @param privateKey who pays; without it the node's own first account
 * @throws when the node does not answer, has no account of its own and no key is given, or a transaction fails
 */
export async function deployFactory(options: { rpcUrl: string; privateKey?: Hex }): Promise<Deployment> {
  await buildContracts()
  const transport = http(options.rpcUrl)
  return deployWith(transport, options.privateKey ? privateKeyToAccount(options.privateKey) : undefined)
}

/** As {@link deployFactory}, over any transport; the contracts must have been built. */
export async function deployWith(transport: Transport, signer?: Account): Promise<Deployment> {
  const client = createWalletClient({ transport, pollingInterval: 100 }).extend(publicActions)
  const account = signer ?? (await client.getAddresses())[0]
  if (!account) throw new Error('The node has no account of its own; set DEPLOYER_PRIVATE_KEY')

  const deploy = async (contract: string, args: readonly unknown[]) => {
    const { abi, bytecode } = await readArtifact(contract)
    const hash = await client.deployContract({
      abi,
      bytecode,
      args,
      account: account as Account,
      chain: null,
    })
    const { contractAddress, blockNumber, status } = await client.waitForTransactionReceipt({ hash })
    if (status !== 'success' || !contractAddress) throw new Error(`Deploying ${contract} failed in ${hash}`)
    return { address: contractAddress, blockNumber }
  }

  const office = await deploy('UsherOffice', [])
  const implementation = await deploy('UsherEvent', [office.address])
  const renderer = await deploy('UsherRenderer', [])
  const factory = await deploy('UsherFactory', [implementation.address, renderer.address])
  return { chainId: await client.getChainId(), factory: factory.address, startBlock: factory.blockNumber }
}

if (import.meta.main) {
  const { RPC_URL: rpcUrl, DEPLOYER_PRIVATE_KEY: privateKey } = process.env
  if (!rpcUrl) throw new Error('Set RPC_URL to the node to deploy through')
  const deployment = await deployFactory({ rpcUrl, ...(privateKey ? { privateKey: privateKey as Hex } : {}) })
  console.log(JSON.stringify({ ...deployment, startBlock: Number(deployment.startBlock) }))
}
