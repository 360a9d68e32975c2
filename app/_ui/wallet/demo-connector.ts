import { type Address, type EIP1193Provider, getAddress } from 'viem'
import { type CreateConnectorFn, createConnector } from 'wagmi'
import type { DemoAccount } from '#core/chain/demo-accounts.ts'

type AccountWithCapabilities = { address: Address; capabilities: Record<string, unknown> }

const CONNECTED = 'demo.connected'

/** Ids of the connectors that {@link demoConnector} makes begin with this. */
export const DEMO_ID = 'demo-'

/**
 * A demo account as a wallet of its own. Its keys and all that signs with them are a separate bundle, loaded when the
 * account is first used; a deployment that offers no demo account never loads it.
 */
export function demoConnector(account: DemoAccount): CreateConnectorFn<EIP1193Provider> {
  let opened: Promise<EIP1193Provider> | undefined
  return createConnector<EIP1193Provider>((config) => ({
    id: `${DEMO_ID}${account.index}`,
    name: account.name,
    type: 'demo',
    connect: async <WithCapabilities extends boolean = false>() => {
      await config.storage?.setItem(CONNECTED, account.index)
      // as in wagmi's own connectors: whether capabilities come along is not known to the compiler here
      return { accounts: [getAddress(account.address)], chainId: config.chains[0].id } as unknown as {
        accounts: WithCapabilities extends true ? readonly AccountWithCapabilities[] : readonly Address[]
        chainId: number
      }
    },
    disconnect: async () => {
      await config.storage?.removeItem(CONNECTED)
    },
    getAccounts: async () => [getAddress(account.address)],
    getChainId: async () => config.chains[0].id,
    getProvider: () => {
      opened ??= import('./demo-provider.ts').then(({ openDemoProvider }) =>
        openDemoProvider(account.index, config.chains[0]),
      )
      return opened
    },
    isAuthorized: async () => (await config.storage?.getItem(CONNECTED)) === account.index,
    onAccountsChanged: () => undefined,
    onChainChanged: () => undefined,
    onDisconnect: () => undefined,
  }))
}
