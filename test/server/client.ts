import { SiweMessage } from 'siwe'
import { getAddress, type Hex } from 'viem'
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { type Session, session, signInNonce } from '#core/api/auth.ts'

export type Answer = { readonly status: number; readonly headers: Headers; readonly body: unknown }
export type Call = {
  readonly method?: string
  readonly token?: string | undefined
  readonly headers?: Record<string, string>
  readonly body?: unknown
}

/** One request to the API; a body is sent as JSON. */
export async function call(
  url: string,
  path: string,
  { method, token, headers, body }: Call = {},
): Promise<Answer> {
  const response = await fetch(`${url}${path}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined }
}

export function newAccount(): PrivateKeyAccount {
  return privateKeyToAccount(generatePrivateKey())
}

export type MessageChange = Partial<ConstructorParameters<typeof SiweMessage>[0] & object>

/** An EIP-4361 message as a good client makes it, with one thing changed. */
export function signInMessage(url: string, address: Hex, nonce: string, change: MessageChange = {}): string {
  return new SiweMessage({
    domain: new URL(url).host,
    address: getAddress(address),
    statement: 'Sign in to Usher',
    uri: url,
    version: '1',
    chainId: 31_337,
    nonce,
    issuedAt: new Date().toISOString(),
    ...change,
  }).prepareMessage()
}

export async function fetchNonce(url: string, headers: Record<string, string> = {}): Promise<string> {
  const { body } = await call(url, '/api/auth/nonce', { method: 'POST', headers })
  return signInNonce.parse(body).nonce
}

export async function signIn(url: string, account: PrivateKeyAccount, deviceId?: string): Promise<Session> {
  const message = signInMessage(url, account.address, await fetchNonce(url))
  const signature = await account.signMessage({ message })
  const { body } = await call(url, '/api/auth/verify', { body: { message, signature, deviceId } })
  return session.parse(body)
}
