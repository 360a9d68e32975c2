import type { Address, HDAccount, Hex } from 'viem'
import { toHex } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { demoAccounts } from '#core/chain/demo-accounts.ts'

/** A demo account that can sign. Its key is published with Hardhat and known to everybody. */
export type DemoSigner = {
  readonly name: string
  /** what it is in the demo events, in a few words */
  readonly role: string
  readonly address: Address
  readonly privateKey: Hex
  readonly account: HDAccount
}

const MNEMONIC = 'test test test test test test test test test test test junk'

/** Every demo account with its published key, for a local chain only. */
export const demoSigners: readonly DemoSigner[] = demoAccounts.map(({ index, name, part, address }) => {
  const account = mnemonicToAccount(MNEMONIC, { addressIndex: index })
  return { name, role: part, address, privateKey: keyOf(index), account }
})

/** Pays for vouchers on the local chain: the last of the published accounts, which has no part in the demo events. */
export const demoRelayerKey = keyOf(19)

/** The demo account of that name. */
export function getDemoSigner(name: string): DemoSigner {
  const signer = demoSigners.find((candidate) => candidate.name === name)
  if (!signer) throw new Error(`There is no demo account ${name}`)
  return signer
}

function keyOf(index: number): Hex {
  const key = mnemonicToAccount(MNEMONIC, { addressIndex: index }).getHdKey().privateKey
  if (!key) throw new Error(`The published mnemonic has no key number ${index}`)
  return toHex(key)
}
