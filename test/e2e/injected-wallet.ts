import type { BrowserContext } from 'playwright-core'
import {
  type Address,
  createTestClient,
  createWalletClient,
  type Hex,
  http,
  type LocalAccount,
  numberToHex,
  publicActions,
} from 'viem'
import { hardhat } from 'viem/chains'

type Call = { readonly method: string; readonly params?: readonly unknown[] }
type Refusal = { readonly code: number; readonly message: string }

/** How wallets say no (EIP-1193, EIP-3085, EIP-1474). */
const REFUSALS = {
  rejected: { code: 4001, message: 'User rejected the request.' },
  busy: { code: -32_002, message: 'Request already pending. Please wait.' },
  chain_unknown: { code: 4902, message: 'Unrecognized chain ID. Try adding the chain first.' },
} as const satisfies Record<string, Refusal>

type Sent = { readonly nonce: number; readonly to: Address; readonly data: Hex; readonly value: bigint }

/** A wallet as an extension would bring it, and what its owner does with it. */
export type InjectedWallet = {
  /** The next call of this method is answered with that, and no more than that one. */
  readonly refuseNext: (method: string, how?: keyof typeof REFUSALS) => void
  /** The next call of this method is never answered, as when its window is closed. */
  readonly ignoreNext: (method: string) => void
  /** What the page has asked it for, in order. */
  readonly asked: readonly string[]
  /** Sends the last transaction anew at a higher fee, as a wallet's *speed up* does. */
  readonly speedUp: () => Promise<void>
  /** Sends nothing to itself in the place of the last transaction, as a wallet's *cancel* does. */
  readonly cancel: () => Promise<void>
}

type Options = {
  readonly name: string
  /** The chain that it is on; from another one it can be asked to switch. */
  readonly chainId: number
  /** The node that it sends to; without one it sends nothing. */
  readonly rpcUrl?: string
}

const GWEI = 10n ** 9n

/**
 * Announces a wallet to every page of the context (EIP-6963). It shows the account, signs and sends; its key stays outside
 * of the browser.
 */
export async function injectWallet(
  context: BrowserContext,
  account: LocalAccount,
  { name, chainId: startsOn, rpcUrl }: Options,
): Promise<InjectedWallet> {
  const owner = createOwner()
  const sender = rpcUrl === undefined ? undefined : createSender(account, rpcUrl)
  let isConnected = false
  let chainId = startsOn
  const asked: string[] = []

  const answer = async (method: string, params: readonly unknown[]): Promise<unknown> => {
    switch (method) {
      case 'eth_requestAccounts':
        isConnected = true
        return [account.address]
      case 'eth_accounts':
        // a wallet names no account to a page that its owner has not let in
        return isConnected ? [account.address] : []
      case 'eth_chainId':
        return numberToHex(chainId)
      case 'wallet_switchEthereumChain':
      case 'wallet_addEthereumChain':
        chainId = Number((params[0] as { chainId: Hex }).chainId)
        return null
      case 'personal_sign':
        return account.signMessage({ message: { raw: params[0] as Hex } })
      case 'eth_signTypedData_v4':
        return account.signTypedData(JSON.parse(params[1] as string))
      case 'eth_sendTransaction':
        return sender?.send(params[0] as { to: Address; data: Hex; value?: Hex })
      default:
        return null
    }
  }
  const binding = `askTestWallet${name.replaceAll(/\W/g, '')}`
  await context.exposeFunction(binding, async ({ method, params = [] }: Call) => {
    asked.push(method)
    const error = await owner.decide(method)
    return error ? { error } : { result: await answer(method, params) }
  })
  await context.addInitScript(announce, { name, binding })
  return {
    refuseNext: owner.refuseNext,
    ignoreNext: owner.ignoreNext,
    asked,
    speedUp: async () => sender?.replace((last) => last),
    cancel: async () =>
      sender?.replace(({ nonce }) => ({ nonce, to: account.address, data: '0x', value: 0n })),
  }
}

/** Who holds the wallet: says yes to everything but what the test has told him to refuse or ignore. */
function createOwner() {
  const refusals = new Map<string, Refusal>()
  const ignored = new Set<string>()
  return {
    refuseNext: (method: string, how: keyof typeof REFUSALS = 'rejected') => {
      refusals.set(method, REFUSALS[how])
    },
    ignoreNext: (method: string) => {
      ignored.add(method)
    },
    decide: async (method: string): Promise<Refusal | undefined> => {
      if (ignored.delete(method)) return new Promise(() => undefined)
      const refusal = refusals.get(method)
      refusals.delete(method)
      return refusal
    },
  }
}

/** Sends to a node, and again in the same place for more. */
function createSender(account: LocalAccount, rpcUrl: string) {
  const shared = { chain: hardhat, transport: http(rpcUrl) }
  const chain = createTestClient({ ...shared, mode: 'hardhat' }).extend(publicActions)
  const client = createWalletClient({ ...shared, account })
  let last: Sent | undefined
  let fee = 20n * GWEI
  const put = (transaction: Sent) =>
    client.sendTransaction({ ...transaction, maxFeePerGas: fee, maxPriorityFeePerGas: fee, gas: 500_000n })
  return {
    send: async ({ to, data, value = '0x0' }: { to: Address; data: Hex; value?: Hex }): Promise<Hex> => {
      const nonce = await chain.getTransactionCount({ address: account.address, blockTag: 'pending' })
      last = { nonce, to, data, value: BigInt(value) }
      return put(last)
    },
    replace: async (change: (last: Sent) => Sent): Promise<void> => {
      if (!last) throw new Error('nothing was sent that could be replaced')
      fee *= 2n
      await put(change(last))
    },
  }
}

/** Runs in the page, before its own scripts. */
function announce({ name, binding }: { readonly name: string; readonly binding: string }): void {
  type Answered = {
    readonly result?: unknown
    readonly error?: { readonly code: number; readonly message: string }
  }
  const bindings = window as unknown as Record<string, (call: unknown) => Promise<Answered>>
  const provider = {
    request: async (call: unknown) => {
      const { result, error } = (await bindings[binding]?.(call)) ?? {}
      if (error) throw Object.assign(new Error(error.message), { code: error.code })
      return result
    },
    on: () => undefined,
    removeListener: () => undefined,
  }
  const rdns = `example.${binding.toLowerCase()}`
  const info = { uuid: crypto.randomUUID(), name, icon: 'data:image/svg+xml,<svg/>', rdns }
  const tell = () =>
    dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail: Object.freeze({ info, provider }) }))
  addEventListener('eip6963:requestProvider', tell)
  tell()
}
