import type { Address } from 'viem'

/** What an account is in the seeded events; `nothing`: it has no ticket and no role. */
export type DemoPart = 'organizer' | 'guest' | 'steward' | 'supervisor' | 'manager' | 'nothing'

/** One of the accounts that Hardhat publishes, under the name it has in the seeded events. */
export type DemoAccount = {
  /** Its place in the derivation path of the published mnemonic. */
  readonly index: number
  readonly name: string
  /** What it is in the seeded events. */
  readonly part: DemoPart
  readonly address: Address
}

/**
 * Who is who on the local chain. Their keys are known to everybody: a deployment on any other chain refuses them as
 * signers, and its pages offer none of them.
 */
export const demoAccounts: readonly DemoAccount[] = [
  { index: 0, name: 'Olga', part: 'organizer', address: '0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266' },
  { index: 1, name: 'Ada', part: 'guest', address: '0x70997970c51812dc3a010c7d01b50e0d17dc79c8' },
  { index: 2, name: 'Ben', part: 'guest', address: '0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc' },
  { index: 3, name: 'Cleo', part: 'guest', address: '0x90f79bf6eb2c4f870365e785982e1f101e93b906' },
  { index: 4, name: 'Stefan', part: 'steward', address: '0x15d34aaf54267db7d7c367839aaf71a00a2c6a65' },
  { index: 5, name: 'Sofia', part: 'supervisor', address: '0x9965507d1a55bcc2695c58ba16fb37d819b0a4dc' },
  { index: 6, name: 'Max', part: 'manager', address: '0x976ea74026e726554db657fa54763abd0c3a0aa9' },
  { index: 7, name: 'Dana', part: 'nothing', address: '0x14dc79964da2c08b23698b3d3cc7ca32193d9955' },
]
