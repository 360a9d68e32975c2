import type { Address, EIP1193Provider } from 'viem'
import { type CreateConnectorFn, createConnector } from 'wagmi'
import type { WalletConnectSettings } from '#core/deployment.ts'
import { RelayUnreachable } from '../wallet-faults.ts'
import type { TextStorage } from './kept-sessions.ts'
import type { RemoteWallet } from './remote-wallet.ts'

type AccountWithCapabilities = { address: Address; capabilities: Record<string, unknown> }

/** The connector's id, as wagmi's own has it. */
export const WALLET_CONNECT_ID = 'walletConnect'

/** The message that tells the connector that the address to pair with was opened on this device. */
export const OPENED_HERE = 'opened_here'

/**
 * A wallet on another device, or in another app of this one, by WalletConnect. Whoever connects it is told the address
 * to pair with by a message `display_uri` of the connector, and tells it by {@link OPENED_HERE} where that is opened; to
 * disconnect gives up a pairing that nobody has answered yet. All that speaks the protocol is a bundle of its own, loaded
 * when somebody chooses it or comes back with it.
 */
export function walletConnectConnector(
  settings: WalletConnectSettings,
  storage: TextStorage,
): CreateConnectorFn<EIP1193Provider> {
  return createConnector<EIP1193Provider>((config) => {
    const [chain] = config.chains
    let opening: Promise<RemoteWallet> | undefined
    const open = () => {
      opening ??= openRemoteWallet().catch((cause) => {
        opening = undefined
        throw new RelayUnreachable('the code that speaks WalletConnect could not be loaded', { cause })
      })
      return opening
    }
    const openRemoteWallet = async () => {
      const { openRemoteWallet } = await import('./remote-wallet.ts')
      return openRemoteWallet({
        origin: location.origin,
        settings,
        storage,
        chain,
        onEnded: () => config.emitter.emit('disconnect'),
        onAccounts: (accounts) => config.emitter.emit('change', { accounts }),
      })
    }
    let isHere = false
    config.emitter.on('message', ({ type }) => {
      if (type === OPENED_HERE) isHere = true
    })
    const pair = async () => {
      isHere = false
      const showAddress = (data: string) => config.emitter.emit('message', { type: 'display_uri', data })
      return (await open()).pair(showAddress, () => isHere)
    }
    const provider = {
      request: async (call: Parameters<RemoteWallet['request']>[0]) => (await open()).request(call),
      on: () => undefined,
      removeListener: () => undefined,
    } as unknown as EIP1193Provider

    return {
      id: WALLET_CONNECT_ID,
      name: 'WalletConnect',
      type: 'walletConnect',
      connect: async <WithCapabilities extends boolean = false>(how?: { isReconnecting?: boolean }) => {
        const accounts = how?.isReconnecting ? (await open()).accounts() : await pair()
        // as in wagmi's own connectors: whether capabilities come along is not known to the compiler here
        return { accounts, chainId: chain.id } as unknown as {
          accounts: WithCapabilities extends true ? readonly AccountWithCapabilities[] : readonly Address[]
          chainId: number
        }
      },
      disconnect: async () => (await opening)?.end(),
      getAccounts: async () => (await open()).accounts(),
      getChainId: async () => chain.id,
      getProvider: async () => provider,
      isAuthorized: async () =>
        (await config.storage?.getItem('recentConnectorId')) === WALLET_CONNECT_ID &&
        (await open()).accounts().length > 0,
      onAccountsChanged: () => undefined,
      onChainChanged: () => undefined,
      onDisconnect: () => undefined,
    }
  })
}
