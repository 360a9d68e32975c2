import { readFile } from 'node:fs/promises'
import { expect } from 'chai'
import hre from 'hardhat'
import { parseEther, zeroAddress, zeroHash } from 'viem'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { expectRevert, openChain } from './chain.ts'
import { createEvent } from './event.ts'

type Slot = { label: string; slot: string; offset: number; type: string }

describe('the two halves of an event', () => {
  it('have the same storage: the office’s layout is the beginning of the event’s', async () => {
    const office = await layoutOf('UsherOffice')
    const event = await layoutOf('UsherEvent')

    expect(office.map(({ label }) => label)).to.include.members(['_terms', '_escrow', '_contractURI'])
    expect(event.slice(0, office.length)).to.deep.equal(office)
  })

  it('take no money that no call asks for', async () => {
    const chain = await openChain()
    const event = await createEvent(chain)
    const to = event.address
    for (const data of ['0x', '0x8da5cb5b', '0x12345678'] as const) {
      const sent = event.guest.sendTransaction({ to, data, value: parseEther('1') })
      const refusal = await sent.then(
        () => 'passed',
        () => 'refused',
      )
      expect(refusal, data).to.equal('refused')
    }
    expect(await chain.client.getBalance({ address: to })).to.equal(0n)
  })

  it('can do nothing as they stand: the office is nobody’s and cannot be initialised', async () => {
    const chain = await openChain()
    const event = await createEvent(chain)
    const address = await chain.deploy('UsherOffice')
    const call = { address, abi: usherEventAbi } as const
    expect(await chain.client.readContract({ ...call, functionName: 'owner' })).to.equal(zeroAddress)
    const initialize = event.organizer.writeContract({
      ...call,
      functionName: 'initialize',
      args: [event.settings, []],
    })
    await expectRevert(initialize, 'InvalidInitialization')
    const { address: caller } = event.organizer.account
    const grant = { ...call, functionName: 'grantRole', args: [zeroHash, caller] } as const
    await expectRevert(event.organizer.writeContract(grant), 'AccessControlUnauthorizedAccount', [
      caller,
      zeroHash,
    ])
  })
})

/** The storage of a contract as the compiler has laid it out; type names without the ids of their declarations. */
async function layoutOf(contract: string): Promise<Slot[]> {
  const id = await hre.artifacts.getBuildInfoId(contract)
  const path = id && (await hre.artifacts.getBuildInfoOutputPath(id))
  if (!path) throw new Error(`There is no build of ${contract}`)
  const { output } = JSON.parse(await readFile(path, 'utf8'))
  const layout = output.contracts[`project/contracts/${contract}.sol`][contract].storageLayout
  return layout.storage.map(({ label, slot, offset, type }: Slot) => ({
    label,
    slot,
    offset,
    type: type.replaceAll(/\d+_storage|\)\d+/g, ''),
  }))
}
