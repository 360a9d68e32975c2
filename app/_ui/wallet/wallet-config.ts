import { type Config, createConfig, createStorage, http, noopStorage } from 'wagmi'
import { demoAccounts } from '#core/chain/demo-accounts.ts'
import type { Deployment } from '#core/deployment.ts'
import { baseAccountConnector } from './base-account-connector.ts'
import { toChain } from './chain.ts'
import { demoConnector } from './demo-connector.ts'
import { walletConnectConnector } from './wallet-connect/connector.ts'
import type { TextStorage } from './wallet-connect/kept-sessions.ts'

/**
 * Wallets of this page: every injected one that announces itself (EIP-6963), WalletConnect and Base account where they
 * are configured and, on the local chain, the demo accounts. Where those are everybody's, on one machine, the choice
 * lives in the tab, so that one browser can be guest, steward and organizer at once; phones are one person's each.
 */
export function createWalletConfig(deployment: Deployment): Config {
  const chain = toChain(deployment)
  const { demo, wallets } = deployment
  const storage = browserStorage(demo === 'published')
  return createConfig({
    chains: [chain],
    transports: { [chain.id]: http('/api/rpc') },
    connectors: [
      ...(wallets.walletConnect ? [walletConnectConnector(wallets.walletConnect, storage)] : []),
      ...(wallets.baseAccount ? [baseAccountConnector()] : []),
      ...(demo ? demoAccounts.map((account) => demoConnector(account, demo)) : []),
    ],
    multiInjectedProviderDiscovery: true,
    ssr: true,
    storage: createStorage({ key: 'usher.wallet', storage }),
  })
}

function browserStorage(isPerTab: boolean): TextStorage {
  if (typeof window === 'undefined') return noopStorage
  return isPerTab ? window.sessionStorage : window.localStorage
}
