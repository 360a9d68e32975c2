import type { Address, Hex } from 'viem'
import { ApiProblem, callApi } from '../api/client.ts'
import { nothing } from '../api/shape.ts'
import { cookieSession, signInNonce, session as tabSession } from '../api/shapes.ts'
import { guessNow } from '../time/device-clock.ts'
import { currentSession, type KeptSession, keepSession } from './session-store.ts'

type SignIn = {
  readonly address: Address
  readonly chainId: number
  readonly keepIn: 'tab' | 'cookie'
  readonly deviceId?: string
  /** Asks the wallet (EIP-191). */
  readonly signMessage: (message: string) => Promise<Hex>
}

/** Tokens are renewed this long before they end, so that none ends on its way. */
const RENEW_BEFORE_MS = 30_000

/**
 * Signs in with Ethereum (EIP-4361) and keeps the session.
 *
 * @throws ApiProblem or ApiUnreachable of the server; what `signMessage` throws if the wallet refuses.
 */
export async function signIn({ address, chainId, keepIn, deviceId, signMessage }: SignIn): Promise<void> {
  const [{ nonce }, { createSiweMessage }] = await Promise.all([
    callApi('/api/auth/nonce', signInNonce, { method: 'POST' }),
    import('viem/siwe'),
  ])
  const message = createSiweMessage({
    domain: location.host,
    uri: location.origin,
    address,
    chainId,
    nonce,
    version: '1',
    statement: 'Sign in to Usher. This costs nothing and moves nothing.',
    issuedAt: new Date(guessNow()),
  })
  const body = { message, signature: await signMessage(message), ...(deviceId ? { deviceId } : {}) }
  keepSession(await ask('/api/auth/verify', keepIn, body))
}

/** Ends the session here and at the server. Without network it ends here at once, there by itself. */
export async function signOut(): Promise<void> {
  const ended = currentSession()
  keepSession(undefined)
  if (!ended) return
  const body = ended.keptIn === 'tab' ? { refreshToken: ended.refreshToken } : {}
  await callApi('/api/auth/sign-out', nothing, { method: 'POST', body }).catch(() => undefined)
}

let renewing: Promise<KeptSession | undefined> | undefined

/**
 * The session with an access token that is still good, renewed if need be; undefined if there is none or it has come
 * to its end. Without network it answers what there is.
 */
export async function liveSession(): Promise<KeptSession | undefined> {
  const session = currentSession()
  if (!session || Date.parse(session.accessTokenExpiresAt) - RENEW_BEFORE_MS > guessNow()) return session
  renewing ??= renew(session).finally(() => {
    renewing = undefined
  })
  return renewing
}

/** Says that the server did not take the token, whatever its time says: the next {@link liveSession} renews it. */
export function distrustToken(): void {
  const session = currentSession()
  if (session) keepSession({ ...session, accessTokenExpiresAt: new Date(0).toISOString() })
}

async function renew(session: KeptSession): Promise<KeptSession | undefined> {
  try {
    const body = session.keptIn === 'tab' ? { refreshToken: session.refreshToken } : {}
    const next = await ask('/api/auth/refresh', session.keptIn, body)
    keepSession(next)
    return next
  } catch (error) {
    const isOver =
      error instanceof ApiProblem && error.status >= 400 && error.status < 500 && error.status !== 429
    if (!isOver) return session
    keepSession(undefined)
    return undefined
  }
}

async function ask(path: string, keptIn: 'tab' | 'cookie', body: object): Promise<KeptSession> {
  if (keptIn === 'tab') return { keptIn, ...(await callApi(path, tabSession, { method: 'POST', body })) }
  return {
    keptIn,
    ...(await callApi(path, cookieSession, { method: 'POST', body: { ...body, keepIn: 'cookie' } })),
  }
}
