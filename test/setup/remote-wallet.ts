import { SignClient } from '@walletconnect/sign-client'
import type { Hex, LocalAccount } from 'viem'

/** How a wallet's owner can say no. */
const REFUSALS = {
  rejected: { code: 5000, message: 'User rejected.' },
  chain_unknown: { code: 5100, message: 'Unsupported chains.' },
} as const

type Transaction = { readonly to: Hex; readonly data: Hex; readonly value?: Hex }
type Request = { readonly method: string; readonly params: readonly unknown[] }

/** A wallet on another device, and what its owner does with it. */
export type RemoteWallet = {
  /** Scans a pairing code, and says yes unless told otherwise. */
  readonly scan: (uri: string) => Promise<void>
  /** The next question is answered with that: to connect, or to sign. */
  readonly refuseNext: (how?: keyof typeof REFUSALS) => void
  /** The next question is never answered. */
  readonly ignoreNext: () => void
  /** What it has been asked for, in order. */
  readonly asked: readonly string[]
  /** Ends every session from its side. */
  readonly disconnect: () => Promise<void>
  /** Calls `listener` when the other side has ended a session. */
  readonly whenLeft: (listener: () => void) => void
  /** How many sessions it has. */
  readonly sessions: () => number
  readonly close: () => Promise<void>
}

type Options = {
  readonly relayUrl: string
  readonly account: LocalAccount
  /** CAIP-2. */
  readonly chain: string
  /** Sends a transaction; without it the wallet only signs. */
  readonly send?: (transaction: Transaction) => Promise<Hex>
}

/** Opens a wallet that speaks WalletConnect's protocol by WalletConnect's own library. */
export async function openTestWallet({ relayUrl, account, chain, send }: Options): Promise<RemoteWallet> {
  const client = await SignClient.init(clientOptions('Test Wallet', relayUrl))
  const asked: string[] = []
  let next: 'accept' | 'ignore' | keyof typeof REFUSALS = 'accept'
  const decide = () => {
    const how = next
    next = 'accept'
    return how
  }
  client.on('session_proposal', async ({ id }) => {
    asked.push('connect')
    const how = decide()
    if (how === 'ignore') return
    if (how !== 'accept') return client.reject({ id, reason: REFUSALS[how] })
    const methods = ['personal_sign', 'eth_signTypedData_v4', 'eth_sendTransaction']
    const accounts = [`${chain}:${account.address}`]
    const namespaces = { eip155: { chains: [chain], accounts, methods, events: ['accountsChanged'] } }
    const { acknowledged } = await client.approve({ id, namespaces })
    await acknowledged()
  })
  client.on('session_request', async ({ topic, id, params: { request } }) => {
    asked.push(request.method)
    const how = decide()
    if (how === 'ignore') return
    const response = how === 'accept' ? { result: await answer(request) } : { error: REFUSALS[how] }
    await client.respond({ topic, response: { id, jsonrpc: '2.0', ...response } })
  })
  const answer = async ({ method, params: [first, second] }: Request) => {
    if (method === 'personal_sign') return account.signMessage({ message: { raw: first as Hex } })
    if (method === 'eth_signTypedData_v4') return account.signTypedData(JSON.parse(second as string))
    if (method === 'eth_sendTransaction' && send) return send(first as Transaction)
    throw new Error(`this wallet does not know ${method}`)
  }
  return {
    scan: (uri) => client.pair({ uri }).then(() => undefined),
    refuseNext: (how = 'rejected') => {
      next = how
    },
    ignoreNext: () => {
      next = 'ignore'
    },
    asked,
    disconnect: async () => {
      const reason = { code: 6000, message: 'User disconnected.' }
      for (const { topic } of client.session.getAll()) await client.disconnect({ topic, reason })
    },
    whenLeft: (listener) => void client.on('session_delete', listener),
    sessions: () => client.session.getAll().length,
    close: () => client.core.relayer.transportClose(),
  }
}

/** What a client of its own needs in a process that has several. */
export function clientOptions(name: string, relayUrl: string) {
  process.env.DISABLE_GLOBAL_CORE = 'true'
  return {
    relayUrl,
    projectId: PROJECT_ID,
    metadata: {
      name,
      description: '',
      url: 'https://wallet.example',
      icons: [],
      redirect: { native: WALLET_APP },
    },
    storage: inMemory(),
    logger: 'silent',
    telemetryEnabled: false,
  }
}

/** What opens the wallet's app. */
export const WALLET_APP = 'test-wallet://'

/** Of no project: the test's relay asks for none. */
export const PROJECT_ID = '0'.repeat(32)

function inMemory() {
  const kept = new Map<string, unknown>()
  return {
    getKeys: async () => [...kept.keys()],
    getEntries: async <T>() => [...kept] as [string, T][],
    getItem: async <T>(key: string) => kept.get(key) as T | undefined,
    setItem: async (key: string, value: unknown) => void kept.set(key, value),
    removeItem: async (key: string) => void kept.delete(key),
  }
}
