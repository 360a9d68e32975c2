import {
  type Address,
  type Chain,
  createWalletClient,
  type EIP1193Provider,
  type Hex,
  http,
  numberToHex,
  publicActions,
  type RpcTransactionRequest,
} from 'viem'
import { mnemonicToAccount, privateKeyToAccount, privateKeyToAddress } from 'viem/accounts'
import { demoAccounts } from '#core/chain/demo-accounts.ts'
import { demoKey } from '#core/demo-link.ts'

/** Published with Hardhat: whatever is sent to these accounts on a real chain is anybody's. */
const MNEMONIC = 'test test test test test test test test test test test junk'

type Call = { readonly method: string; readonly params?: unknown }

/** The demo accounts' addresses, by their places, as they are made from what a link has brought. */
export function demoAddresses(seed: Hex): readonly Address[] {
  return demoAccounts.map(({ index }) => privateKeyToAddress(demoKey(seed, index)).toLowerCase() as Address)
}

/**
 * An EIP-1193 provider that signs without asking, with a test account of the local chain.
 *
 * @param seed what the accounts are made from; without it they are the published ones
 */
export function openDemoProvider(
  index: number,
  chain: Chain,
  seed: Hex | undefined,
): Pick<EIP1193Provider, 'request'> {
  const account = seed
    ? privateKeyToAccount(demoKey(seed, index))
    : mnemonicToAccount(MNEMONIC, { addressIndex: index })
  // our own proxy lets only plain methods through; without this viem would try a newer one first, each time
  const transport = http(undefined, { methods: { exclude: ['eth_fillTransaction'] } })
  const client = createWalletClient({ account, chain, transport }).extend(publicActions)

  async function request({ method, params }: Call): Promise<unknown> {
    switch (method) {
      case 'eth_accounts':
      case 'eth_requestAccounts':
        return [account.address]
      case 'eth_chainId':
        return numberToHex(chain.id)
      case 'personal_sign': {
        const [raw] = params as [Hex, Address]
        return account.signMessage({ message: { raw } })
      }
      case 'eth_signTypedData_v4': {
        const [, typedData] = params as [Address, string]
        return account.signTypedData(JSON.parse(typedData))
      }
      case 'eth_sendTransaction': {
        const [{ to, data, value }] = params as [RpcTransactionRequest]
        return client.sendTransaction({
          to: to ?? null,
          ...(data === undefined ? {} : { data }),
          ...(value === undefined ? {} : { value: BigInt(value) }),
        })
      }
      default:
        return client.request({ method, params } as Parameters<typeof client.request>[0])
    }
  }
  return { request } as unknown as Pick<EIP1193Provider, 'request'>
}
