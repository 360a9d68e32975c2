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
import { mnemonicToAccount } from 'viem/accounts'

/** Published with Hardhat: whatever is sent to these accounts on a real chain is anybody's. */
const MNEMONIC = 'test test test test test test test test test test test junk'

type Call = { readonly method: string; readonly params?: unknown }

/** An EIP-1193 provider that signs without asking, with a published test account, for the local chain only. */
export function openDemoProvider(index: number, chain: Chain): Pick<EIP1193Provider, 'request'> {
  const account = mnemonicToAccount(MNEMONIC, { addressIndex: index })
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
