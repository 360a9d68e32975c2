import { type ApiCall, ApiProblem, callApi } from '../api/client.ts'
import type { Shape } from '../api/shape.ts'
import { distrustToken, liveSession } from './sign-in.ts'

/**
 * {@link callApi} as the one who is signed in. A token that the server no longer takes is renewed once.
 *
 * @throws as {@link callApi}; `unauthenticated` if nobody is signed in or the session has ended.
 */
export async function callAuthorised<T>(
  path: string,
  shape: Shape<T>,
  call: Omit<ApiCall, 'token'> = {},
): Promise<T> {
  try {
    return await callApi(path, shape, { ...call, token: await token() })
  } catch (error) {
    if (!(error instanceof ApiProblem && error.code === 'unauthenticated')) throw error
    distrustToken()
    if (!(await liveSession())) throw error
    return callApi(path, shape, { ...call, token: await token() })
  }
}

async function token(): Promise<string | undefined> {
  const session = await liveSession()
  return session?.keptIn === 'tab' ? session.accessToken : undefined
}
