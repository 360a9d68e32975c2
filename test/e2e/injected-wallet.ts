import type { BrowserContext } from 'playwright-core'
import { type Hex, type LocalAccount, numberToHex } from 'viem'

type Call = { readonly method: string; readonly params?: readonly unknown[] }

/** A wallet as an extension would bring it, and whether its owner says yes. */
export type InjectedWallet = { readonly refuseNext: () => void }

/**
 * Announces a wallet to every page of the context (EIP-6963). It shows the account, is on the chain, and signs what the
 * tests need; its key stays outside of the browser.
 */
export async function injectWallet(
  context: BrowserContext,
  account: LocalAccount,
  { name, chainId }: { readonly name: string; readonly chainId: number },
): Promise<InjectedWallet> {
  let isConnected = false
  let isRefusing = false
  await context.exposeFunction('askTestWallet', async ({ method, params = [] }: Call) => {
    const isSignature = method === 'personal_sign' || method === 'eth_signTypedData_v4'
    if (isSignature && isRefusing) {
      isRefusing = false
      return { error: { code: 4001, message: 'User rejected the request.' } }
    }
    if (method === 'eth_requestAccounts') isConnected = true
    // a wallet names no account to a page that its owner has not let in
    if (method === 'eth_accounts' && !isConnected) return { result: [] }
    return { result: await answer(account, chainId, method, params) }
  })
  await context.addInitScript(announce, name)
  return {
    refuseNext: () => {
      isRefusing = true
    },
  }
}

async function answer(account: LocalAccount, chainId: number, method: string, params: readonly unknown[]) {
  switch (method) {
    case 'eth_requestAccounts':
    case 'eth_accounts':
      return [account.address]
    case 'eth_chainId':
      return numberToHex(chainId)
    case 'personal_sign':
      return account.signMessage({ message: { raw: params[0] as Hex } })
    case 'eth_signTypedData_v4':
      return account.signTypedData(JSON.parse(params[1] as string))
    default:
      return null
  }
}

/** Runs in the page, before its own scripts. */
function announce(name: string): void {
  type Answered = {
    readonly result?: unknown
    readonly error?: { readonly code: number; readonly message: string }
  }
  const { askTestWallet } = window as unknown as { askTestWallet: (call: unknown) => Promise<Answered> }
  const provider = {
    request: async (call: unknown) => {
      const { result, error } = await askTestWallet(call)
      if (error) throw Object.assign(new Error(error.message), { code: error.code })
      return result
    },
    on: () => undefined,
    removeListener: () => undefined,
  }
  const info = { uuid: crypto.randomUUID(), name, icon: 'data:image/svg+xml,<svg/>', rdns: 'example.wallet' }
  const tell = () =>
    dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail: Object.freeze({ info, provider }) }))
  addEventListener('eip6963:requestProvider', tell)
  tell()
}
