import type { SignClient } from '@walletconnect/sign-client'
import { SwitchChainError, UnknownRpcError, UserRejectedRequestError } from 'viem'
import { PairingExpired, RelayUnreachable } from '../wallet-faults.ts'

/** WalletConnect's library, once it has started. */
type Client = InstanceType<typeof SignClient>

/** A session with a wallet, as WalletConnect has it. */
export type Session = ReturnType<Client['session']['getAll']>[number]

/** A wallet is waited for. */
export type Pairing = {
  /** Rejects with RelayUnreachable, PairingExpired, or viem's UserRejectedRequestError and SwitchChainError. */
  readonly session: Promise<Session>
  /** Waits no longer; who pairs from now on is let go at once. */
  readonly giveUp: () => void
}

/** What a session is asked for: signatures on one chain. */
export type Wanted = {
  /** CAIP-2. */
  readonly chain: string
  readonly methods: readonly string[]
}

/** What WalletConnect says to a wallet that is let go. */
export const LET_GO = { code: 6000, message: 'user disconnected' }

/** The library itself tries for a minute and more; nobody stands there for so long. */
const RELAY_PATIENCE_MS = 20_000

/**
 * Proposes a session at the relay, shows the address under which a wallet finds it, and waits for that wallet.
 *
 * @param show told the address once the relay has the proposal; it is good for five minutes
 */
export function openPairing(client: Client, wanted: Wanted, show: (uri: string) => void): Pairing {
  const left = Promise.withResolvers<never>()
  let isLeft = false
  const wait = async (): Promise<Session> => {
    const { uri, approval } = await propose(client, wanted)
    // given up before there was anything to show
    if (!uri || isLeft) return left.promise
    show(uri)
    const session = await approval().catch(throwRefusal)
    if (isLeft) {
      void client.disconnect({ topic: session.topic, reason: LET_GO }).catch(() => undefined)
      return left.promise
    }
    return session
  }
  return {
    session: Promise.race([wait(), left.promise]),
    giveUp: () => {
      isLeft = true
      left.reject(new UserRejectedRequestError(new Error('the pairing was given up')))
    },
  }
}

async function propose(client: Client, { chain, methods }: Wanted) {
  const namespace = { chains: [chain], methods: [...methods], events: ['accountsChanged', 'chainChanged'] }
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error('the relay has not answered')), RELAY_PATIENCE_MS)
  try {
    const proposing = client.connect({ optionalNamespaces: { eip155: namespace } })
    return await Promise.race([proposing, late.promise])
  } catch (cause) {
    throw new RelayUnreachable('the relay between page and wallet does not answer', { cause })
  } finally {
    clearTimeout(timer)
  }
}

/** Says in viem's terms what a wallet answered with a code of WalletConnect's (CAIP-25). */
function throwRefusal(cause: unknown): never {
  const { code, message = 'no reason given' } = cause as { code?: number; message?: string }
  const error = new Error(message, { cause })
  if (!code) throw new PairingExpired('no wallet has answered in time', { cause })
  if (code >= 5100 && code < 5200) throw new SwitchChainError(error)
  if (code === 4001 || (code >= 5000 && code < 5100)) throw new UserRejectedRequestError(error)
  throw new UnknownRpcError(error)
}
