import { expect } from 'chai'
import hre, { network } from 'hardhat'
import type { Address } from 'viem'
import { getAddress } from 'viem'
import { usherFactoryAbi } from '#core/chain/abi/usher-factory.ts'
import usher from '../../ignition/modules/usher.ts'
import './chain.ts'

const parts = ['office', 'implementation', 'renderer', 'factory'] as const
type Parts = Readonly<Record<(typeof parts)[number], { address: Address }>>

/** Deploys the module on a chain of its own, by an account that has sent so many transactions before. */
async function release(before: number) {
  const { ignition, viem } = await network.create()
  const [sender] = await viem.getWalletClients()
  const client = await viem.getPublicClient()
  for (let sent = 0; sent < before; sent++) await sender?.sendTransaction({ to: sender.account.address })
  const deployed: Parts = await ignition.deploy(usher, { strategy: 'create2' })
  return { deployed, client }
}

describe('a release', () => {
  it('has the same addresses on every chain, whatever was sent there before', async () => {
    const [here, there] = [await release(0), await release(3)]
    for (const part of parts) {
      expect(there.deployed[part].address).to.equal(here.deployed[part].address)
      expect(await there.client.getCode({ address: there.deployed[part].address })).to.not.equal(undefined)
    }
  })

  it('is put together as a factory of events needs it', async () => {
    const { deployed, client } = await release(0)
    const factory = { address: deployed.factory.address, abi: usherFactoryAbi }
    const implementation = await client.readContract({ ...factory, functionName: 'implementation' })
    const renderer = await client.readContract({ ...factory, functionName: 'renderer' })
    expect(implementation).to.equal(getAddress(deployed.implementation.address))
    expect(renderer).to.equal(getAddress(deployed.renderer.address))
  })

  it('is compiled as everything is tested', async () => {
    const { production, default: tested } = hre.config.solidity.profiles
    expect(production?.compilers[0]?.settings).to.deep.equal(tested?.compilers[0]?.settings)
    expect(production?.compilers[0]?.version).to.equal(tested?.compilers[0]?.version)
  })
})
