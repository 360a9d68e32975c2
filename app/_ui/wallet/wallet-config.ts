import { type Config, createConfig, createStorage, http, noopStorage } from 'wagmi'
import { demoAccounts } from '#core/chain/demo-accounts.ts'
import type { PublicConfig } from '../public-config.tsx'
import { toChain } from './chain.ts'
import { demoConnector } from './demo-connector.ts'

/**
 * Wallets of this page: every injected one that announces itself (EIP-6963) and, on the local chain, the demo
 * accounts. There the choice lives in the tab, so that one browser can be guest, steward and organizer at once.
 */
export function createWalletConfig(config: PublicConfig): Config {
  const chain = toChain(config)
  return createConfig({
    chains: [chain],
    transports: { [chain.id]: http('/api/rpc') },
    connectors: config.isLocal ? demoAccounts.map(demoConnector) : [],
    multiInjectedProviderDiscovery: true,
    ssr: true,
    storage: createStorage({ key: 'usher.wallet', storage: browserStorage(config.isLocal) }),
  })
}

function browserStorage(isPerTab: boolean): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  if (typeof window === 'undefined') return noopStorage
  return isPerTab ? window.sessionStorage : window.localStorage
}
