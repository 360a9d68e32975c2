import type { LocalAccount } from 'viem'
import { createSiweMessage } from 'viem/siwe'
import { session, signInNonce } from '#core/api/auth.ts'
import type { Api } from './api.ts'

/** Signs in with Ethereum (EIP-4361) and answers the access token. */
export async function signIn(api: Api, wallet: LocalAccount, deviceId?: string): Promise<string> {
  const { chainId } = await api.chain()
  const { nonce } = await api.get(signInNonce, 'POST', '/api/auth/nonce')
  const { host, origin } = new URL(api.origin)
  const message = createSiweMessage({
    address: wallet.address,
    chainId,
    domain: host,
    nonce,
    uri: origin,
    version: '1',
  })
  const signature = await wallet.signMessage({ message })
  const body = { message, signature, ...(deviceId && { deviceId }) }
  return (await api.get(session, 'POST', '/api/auth/verify', { body })).accessToken
}
