import { type Config, createConfig, createStorage, http, noopStorage } from 'wagmi'
import { demoAccounts } from '#core/chain/demo-accounts.ts'
import type { Deployment } from '#core/deployment.ts'
import { toChain } from './chain.ts'
import { demoConnector } from './demo-connector.ts'

/**
 * Wallets of this page: every injected one that announces itself (EIP-6963) and, on the local chain, the demo
 * accounts. Where those are everybody's, on one machine, the choice lives in the tab, so that one browser can be guest,
 * steward and organizer at once; phones are one person's each.
 */
export function createWalletConfig(deployment: Deployment): Config {
  const chain = toChain(deployment)
  const { demo } = deployment
  return createConfig({
    chains: [chain],
    transports: { [chain.id]: http('/api/rpc') },
    connectors: demo ? demoAccounts.map((account) => demoConnector(account, demo)) : [],
    multiInjectedProviderDiscovery: true,
    ssr: true,
    storage: createStorage({ key: 'usher.wallet', storage: browserStorage(demo === 'published') }),
  })
}

function browserStorage(isPerTab: boolean): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  if (typeof window === 'undefined') return noopStorage
  return isPerTab ? window.sessionStorage : window.localStorage
}
