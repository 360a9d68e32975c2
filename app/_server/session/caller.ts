import type { Address } from 'viem'
import type { AccessTokens } from './access-token.ts'
import { cookieNames, readCookie } from './cookies.ts'

/** Who is calling, as the access token says. What the account may do is read at each request, not here. */
export type Caller = {
  readonly address: Address
  readonly sessionId: string
  /** the scanner that signed in, or an id made for this session */
  readonly deviceId: string
  readonly signedInAt: Date
}

/**
 * The caller of a request: by `Authorization: Bearer`, else by the pages' cookie.
 *
 * A token that is there but wrong or expired is no caller; a wrong bearer token does not fall back to a cookie.
 */
export function createFindCaller(tokens: AccessTokens): (request: Request) => Promise<Caller | undefined> {
  return async (request) => {
    const token = readBearer(request) ?? readCookie(request, cookieNames.access)
    return token ? tokens.verify(token) : undefined
  }
}

/** Whether a session's cookie comes with a request: it could speak for it, whatever else does. */
export function hasSessionCookie(request: Request): boolean {
  return [cookieNames.access, cookieNames.refresh].some((name) => readCookie(request, name) !== undefined)
}

function readBearer(request: Request): string | undefined {
  const header = request.headers.get('authorization')
  if (header === null) return undefined
  return /^Bearer +([^ ]+) *$/i.exec(header)?.[1] ?? 'none'
}
