import { SignClient } from '@walletconnect/sign-client'
import {
  type Address,
  type Chain,
  type Client,
  createClient,
  getAddress,
  http,
  numberToHex,
  ProviderDisconnectedError,
  SwitchChainError,
} from 'viem'
import type { WalletConnectSettings } from '#core/deployment.ts'
import { findAppLink } from './app-link.ts'
import { keepSessions, type TextStorage } from './kept-sessions.ts'
import { LET_GO, openPairing, type Pairing, type Session } from './pairing.ts'

/** A wallet that is reached through a relay; what connector.ts makes a connector of. */
export type RemoteWallet = {
  /** Of the wallet that is connected, on our chain; none without one. */
  readonly accounts: () => readonly Address[]
  /**
   * Waits for a wallet to connect; one that was waited for is given up.
   *
   * @param show told the address that the wallet has to be given
   * @param isHere asked at the end whether the wallet is an app of this device: then it is brought to the front with every
   * question, if it says how
   * @throws RelayUnreachable, PairingExpired; viem's UserRejectedRequestError, SwitchChainError
   */
  readonly pair: (show: (uri: string) => void, isHere: () => boolean) => Promise<readonly Address[]>
  /** Ends the session and whatever waits, at once, and leaves nothing of it on this device. */
  readonly end: () => void
  /** EIP-1193. What needs no key is answered by our own server. */
  readonly request: (call: Call) => Promise<unknown>
}

type Call = { readonly method: string; readonly params?: unknown }

type Options = {
  /** Of the page; the wallet shows it to its owner. */
  readonly origin: string
  readonly settings: WalletConnectSettings
  readonly storage: TextStorage
  readonly chain: Chain
  /** The wallet has ended the session, or its time is over. */
  readonly onEnded: () => void
  /** The wallet has changed to other accounts. */
  readonly onAccounts: (accounts: readonly Address[]) => void
}

/** What only a key can answer. */
const WITH_KEY = ['personal_sign', 'eth_signTypedData_v4', 'eth_sendTransaction']

/** Where WalletConnect's library looks for what it opens with each question. */
const APP_LINK = 'WALLETCONNECT_DEEPLINK_CHOICE'

/** The session that is connected. */
type Live = {
  readonly topic: string
  readonly accounts: readonly Address[]
  /** Rejects when it is over: a wallet that is gone answers nothing any more. */
  readonly over: PromiseWithResolvers<never>
}

/** Starts WalletConnect, with the session that this device had, if it is still good. */
export async function openRemoteWallet(options: Options): Promise<RemoteWallet> {
  const { origin, settings, storage, chain, onEnded, onAccounts } = options
  const kept = keepSessions(storage)
  const client = await SignClient.init({
    ...settings,
    metadata: {
      name: 'Usher',
      description: '',
      url: origin,
      icons: [`${origin}/icon.svg`],
    },
    storage: kept,
    logger: 'silent',
    // it would report to WalletConnect what fails here
    telemetryEnabled: false,
  })
  const caip = `eip155:${chain.id}`
  const reads = createClient({ chain, transport: http('/api/rpc') })
  let waiting: Pairing | undefined
  let live: Live | undefined
  let appLink: string | undefined
  const keepAppLink = () => kept.setItem(APP_LINK, { href: appLink })
  for (const session of client.session.getAll()) live ??= toLive(session, caip)

  const close = (why: string): void => {
    live?.over.reject(new ProviderDisconnectedError(new Error(why)))
    live = undefined
  }
  const lose = ({ topic }: { readonly topic: string }): void => {
    if (live?.topic !== topic) return
    close('the wallet has ended the session')
    kept.clear()
    onEnded()
  }
  client.on('session_delete', lose)
  client.on('session_expire', lose)
  client.on('session_update', ({ topic, params }) => {
    if (live?.topic !== topic) return
    const accounts = accountsOf(params, caip)
    live = { ...live, accounts }
    if (accounts.length === 0) lose({ topic })
    else onAccounts(accounts)
  })
  /** The wallet hears of it now, later or never: here it is over. */
  const letGo = (topic: string): void => {
    client
      .disconnect({ topic, reason: LET_GO })
      .catch(() => client.session.delete(topic, LET_GO))
      .catch(() => undefined)
      .finally(() => live ?? kept.clear())
  }

  return {
    accounts: () => live?.accounts ?? [],
    pair: async (show, isHere) => {
      waiting?.giveUp()
      const pairing = openPairing(client, { chain: caip, methods: WITH_KEY }, show)
      waiting = pairing
      const session = await pairing.session
      const next = toLive(session, caip)
      if (!next) {
        letGo(session.topic)
        throw new SwitchChainError(new Error(`the wallet has no account on chain ${chain.id}`))
      }
      appLink = isHere() ? findAppLink(session.peer.metadata?.redirect) : undefined
      await (appLink ? keepAppLink() : kept.removeItem(APP_LINK)).catch(() => undefined)
      live = next
      return next.accounts
    },
    end: () => {
      waiting?.giveUp()
      const topic = live?.topic
      close('the wallet was disconnected')
      if (topic) letGo(topic)
      kept.clear()
    },
    request: async ({ method, params }) => {
      if (method === 'eth_chainId') return numberToHex(chain.id)
      if (method === 'eth_accounts' || method === 'eth_requestAccounts') return live?.accounts ?? []
      if (!WITH_KEY.includes(method)) return askServer(reads, { method, params })
      if (!live) throw new ProviderDisconnectedError(new Error('no wallet is connected'))
      const { topic, over } = live
      // the library forgets it with any session that ends, be it the one before
      if (appLink) await keepAppLink().catch(() => undefined)
      const answer = client.request({ topic, chainId: caip, request: { method, params } })
      return Promise.race([answer.catch(throwAnswer), over.promise])
    },
  }
}

function askServer(reads: Client, { method, params }: Call): Promise<unknown> {
  return reads.request({ method, params } as Parameters<typeof reads.request>[0])
}

/** The library ends what is under way by the code with which it ends a session. */
function throwAnswer(cause: unknown): never {
  const { code, message } = cause as { readonly code?: number; readonly message?: string }
  throw code === LET_GO.code ? new ProviderDisconnectedError(new Error(message, { cause })) : cause
}

/** Undefined for a session without an account on the chain. */
function toLive(session: Session, caip: string): Live | undefined {
  const accounts = accountsOf(session, caip)
  if (accounts.length === 0) return undefined
  const over = Promise.withResolvers<never>()
  // usually nothing waits for it
  over.promise.catch(() => undefined)
  return { topic: session.topic, accounts, over }
}

/** The session's accounts on a chain, in the wallet's order (CAIP-10). */
function accountsOf({ namespaces }: Pick<Session, 'namespaces'>, caip: string): readonly Address[] {
  const accounts = namespaces.eip155?.accounts ?? []
  return accounts
    .filter((account) => account.startsWith(`${caip}:`))
    .map((account) => getAddress(account.slice(caip.length + 1)))
}
