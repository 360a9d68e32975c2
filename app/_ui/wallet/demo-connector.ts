import { type Address, type Chain, type EIP1193Provider, getAddress } from 'viem'
import { type CreateConnectorFn, createConnector } from 'wagmi'
import { type DemoAccount, demoAccounts } from '#core/chain/demo-accounts.ts'
import type { Deployment } from '#core/deployment.ts'
import { currentDemoKeys } from './demo-keys.ts'

type AccountWithCapabilities = { address: Address; capabilities: Record<string, unknown> }

const CONNECTED = 'demo.connected'

/** Ids of the connectors that {@link demoConnector} makes begin with this. */
export const DEMO_ID = 'demo-'

/**
 * A demo account as a wallet of its own. Its keys and all that signs with them are a separate bundle, loaded when the
 * account is first used; a deployment that offers no demo account never loads it. Fresh accounts can be connected once a
 * link has brought their keys.
 */
export function demoConnector(
  account: DemoAccount,
  kind: NonNullable<Deployment['demo']>,
): CreateConnectorFn<EIP1193Provider> {
  let provider: EIP1193Provider | undefined
  const findAddress = () =>
    kind === 'published' ? account.address : currentDemoKeys()?.addresses[demoAccounts.indexOf(account)]
  const addresses = () => [findAddress()].flatMap((address) => (address ? [getAddress(address)] : []))
  return createConnector<EIP1193Provider>((config) => ({
    id: `${DEMO_ID}${account.index}`,
    name: account.name,
    type: 'demo',
    connect: async <WithCapabilities extends boolean = false>() => {
      await config.storage?.setItem(CONNECTED, account.index)
      // as in wagmi's own connectors: whether capabilities come along is not known to the compiler here
      return { accounts: addresses(), chainId: config.chains[0].id } as unknown as {
        accounts: WithCapabilities extends true ? readonly AccountWithCapabilities[] : readonly Address[]
        chainId: number
      }
    },
    disconnect: async () => {
      await config.storage?.removeItem(CONNECTED)
    },
    getAccounts: async () => addresses(),
    getChainId: async () => config.chains[0].id,
    getProvider: async () => {
      provider ??= openLate(account.index, config.chains[0], kind)
      return provider
    },
    isAuthorized: async () =>
      findAddress() !== undefined && (await config.storage?.getItem(CONNECTED)) === account.index,
    onAccountsChanged: () => undefined,
    onChainChanged: () => undefined,
    onDisconnect: () => undefined,
  }))
}

/** wagmi asks every connector for its provider when a page opens; the keys wait until one is asked to do something. */
function openLate(index: number, chain: Chain, kind: Deployment['demo']): EIP1193Provider {
  const seed = () => (kind === 'fresh' ? currentDemoKeys()?.seed : undefined)
  let opening: Promise<Pick<EIP1193Provider, 'request'>> | undefined
  const request = async (call: Parameters<EIP1193Provider['request']>[0]) => {
    opening ??= import('./demo-provider.ts').then(({ openDemoProvider }) =>
      openDemoProvider(index, chain, seed()),
    )
    return (await opening).request(call)
  }
  return { request, on: () => undefined, removeListener: () => undefined } as unknown as EIP1193Provider
}
