import type { Address } from 'viem'
import { openContracts } from '../../setup/compile.ts'

/** Smart accounts of three kinds, deployed by the node's own first account. */
export async function deployWallets(rpcUrl: string) {
  const { client, deploy, abiOf } = await openContracts(new URL('TestWallets.sol', import.meta.url), rpcUrl)
  const factoryAbi = abiOf('WalletFactory')
  const factory = await deploy('WalletFactory')
  return {
    deployOneKey: (key: Address) => deploy('OneKeyWallet', [key]),
    endless: await deploy('EndlessWallet'),
    factory,
    factoryAbi,
    addressOf: (key: Address) =>
      client.readContract({
        address: factory,
        abi: factoryAbi,
        functionName: 'addressOf',
        args: [key],
      }) as Promise<Address>,
  }
}
