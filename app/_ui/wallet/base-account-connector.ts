import type { CreateConnectorFn } from 'wagmi'
import { baseAccount } from 'wagmi/connectors/baseAccount'
import { WindowBlocked } from './wallet-faults.ts'

/** The connector's id, as wagmi has it. */
export const BASE_ACCOUNT_ID = 'baseAccount'

/** What the SDK answers when its window did not open (EIP-1474: internal error), and nothing else that we ask it for. */
const NO_WINDOW = -32_603

type Provider = { request: (call: unknown) => Promise<unknown> }

/**
 * A Base account, in a window of its own: wagmi's connector, with three things added. The SDK is loaded when somebody
 * chooses it or comes back with it, and not whenever a page opens. The window is never told the end of the page's
 * address, which may be the key of a gift. And a window that did not open is an error with a name.
 */
export function baseAccountConnector(): CreateConnectorFn {
  // with telemetry it would load a script that counts what people do
  const create: CreateConnectorFn = baseAccount({ appName: 'Usher', preference: { telemetry: false } })
  return (config) => {
    const connector = create(config)
    let isChosen = false
    let opening: Promise<Provider> | undefined
    const forget = (cause: unknown) => {
      opening = undefined
      throw cause
    }
    const open = async () => {
      const provider = (await connector.getProvider().catch(forget)) as Provider
      const ask = provider.request
      provider.request = (call) => withoutFragment(() => ask(call)).catch(throwNamed)
      return provider
    }
    return {
      ...connector,
      connect: function (this: typeof connector, how) {
        isChosen = true
        return connector.connect.call(this, how)
      } as typeof connector.connect,
      async getProvider() {
        const isRecent = async () => (await config.storage?.getItem('recentConnectorId')) === BASE_ACCOUNT_ID
        // wagmi asks every connector when a page opens, and passes over those that have none
        if (!isChosen && !(await isRecent())) return undefined
        opening ??= open()
        return opening
      },
    }
  }
}

/** The SDK sends its window the page's whole address as soon as that has loaded. */
async function withoutFragment<T>(work: () => Promise<T>): Promise<T> {
  const { hash } = location
  if (hash === '') return work()
  const show = (end: string) =>
    history.replaceState(history.state, '', location.pathname + location.search + end)
  show('')
  try {
    return await work()
  } finally {
    show(hash)
  }
}

function throwNamed(cause: unknown): never {
  if ((cause as { code?: unknown }).code !== NO_WINDOW) throw cause
  throw new WindowBlocked('the browser did not let the wallet open its window', { cause })
}
