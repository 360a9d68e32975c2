import type { Address, Hex, PrivateKeyAccount } from 'viem'
import { toHex } from 'viem'
import { mnemonicToAccount, privateKeyToAccount } from 'viem/accounts'
import { demoAccounts } from '#core/chain/demo-accounts.ts'
import { demoKey } from '#core/demo-link.ts'

/** A demo account that can sign. */
export type DemoSigner = {
  readonly name: string
  /** what it is in the demo events, in a few words */
  readonly role: string
  readonly address: Address
  readonly privateKey: Hex
  readonly account: PrivateKeyAccount
}

/** Who signs on a local chain. */
export type DemoSigners = {
  readonly accounts: readonly DemoSigner[]
  /** Pays for vouchers, and has no part in the demo events. */
  readonly relayerKey: Hex
}

const MNEMONIC = 'test test test test test test test test test test test junk'

/** The last of the accounts that Hardhat publishes. */
const RELAYER_INDEX = 19

/** Those that Hardhat publishes: everybody has their keys. For a local chain that only this machine reaches. */
export const publishedSigners: DemoSigners = toSigners(publishedKey)

/** New ones, made from 128 random bits as the link to them says: for a local chain that others reach, too. */
export function makeFreshSigners(seed: Hex): DemoSigners {
  return toSigners((index) => demoKey(seed, index))
}

/** The demo account of that name. */
export function getDemoSigner(name: string, { accounts }: DemoSigners = publishedSigners): DemoSigner {
  const signer = accounts.find((candidate) => candidate.name === name)
  if (!signer) throw new Error(`There is no demo account ${name}`)
  return signer
}

function toSigners(keyOf: (index: number) => Hex): DemoSigners {
  const accounts = demoAccounts.map(({ index, name, part }) => {
    const privateKey = keyOf(index)
    const account = privateKeyToAccount(privateKey)
    return { name, role: part, address: account.address.toLowerCase() as Address, privateKey, account }
  })
  return { accounts, relayerKey: keyOf(RELAYER_INDEX) }
}

function publishedKey(index: number): Hex {
  const key = mnemonicToAccount(MNEMONIC, { addressIndex: index }).getHdKey().privateKey
  if (!key) throw new Error(`The published mnemonic has no key number ${index}`)
  return toHex(key)
}
