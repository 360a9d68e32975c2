import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import {
  cookieSession,
  me,
  refreshRequest,
  type Session,
  session,
  signInNonce,
  verifyRequest,
} from '#core/api/auth.ts'
import { eventOfKey, formatEventId } from '#core/event-id.ts'
import { ProblemError } from '#server/http/problem.ts'
import { defineRoute, json, noContent } from '#server/http/route.ts'
import type { Caller } from '#server/session/caller.ts'
import { cookieNames, readCookie, writeCookie } from '#server/session/cookies.ts'
import { isFromPage } from '#server/session/origin.ts'
import type { SignOut } from '#server/session/refresh.ts'
import type { SignedIn } from '#server/session/sign-in.ts'

const signedInAnswer = {
  200: { description: 'Signed in', schema: z.union([session, cookieSession]) },
}

/** A page's nonce is bound to its browser by a cookie; a device keeps none. */
export const postNonce = defineRoute({
  method: 'POST',
  path: '/api/auth/nonce',
  summary: 'Begin a sign-in',
  access: 'anyone',
  answers: {
    200: { description: 'A nonce for one EIP-4361 message, good for five minutes', schema: signInNonce },
  },
  problems: ['rate_limited'],
  handle: async ({ request, connection }, { rateLimits, issueNonce }) => {
    await rateLimits.countSignInNonce(connection.remoteAddress)
    if (!isFromPage(request)) return json(toNonce(await issueNonce(undefined)))
    const browser = readCookie(request, cookieNames.browser) ?? randomBytes(16).toString('hex')
    const nonce = await issueNonce(browser)
    return json(toNonce(nonce), 200, { 'set-cookie': writeCookie(cookieNames.browser, browser) })
  },
})

export const postVerify = defineRoute({
  method: 'POST',
  path: '/api/auth/verify',
  summary: 'Sign in with Ethereum',
  access: 'anyone',
  body: verifyRequest,
  answers: signedInAnswer,
  problems: [
    'bad_request',
    'unauthenticated',
    'forbidden',
    'signature_invalid',
    'rate_limited',
    'unavailable',
  ],
  statuses: { signature_invalid: 401 },
  handle: async ({ body, request }, { signIn }) => {
    const browser = readCookie(request, cookieNames.browser)
    if (isFromPage(request) && !browser) {
      throw new ProblemError(
        'unauthenticated',
        'This page’s cookies did not come along: allow them and try again.',
      )
    }
    const signedIn = await signIn({
      message: body.message,
      signature: body.signature,
      deviceId: body.deviceId,
      browser: isFromPage(request) ? browser : undefined,
    })
    return body.keepIn === 'cookie' ? toCookies(signedIn) : json(toSession(signedIn))
  },
})

export const postRefresh = defineRoute({
  method: 'POST',
  path: '/api/auth/refresh',
  summary: 'Exchange a refresh token for its successor',
  access: 'anyone',
  body: refreshRequest.optional(),
  answers: signedInAnswer,
  problems: ['bad_request', 'unauthenticated', 'refresh_reused'],
  handle: async ({ body, request }, { refresh }) => {
    if (body?.refreshToken) return json(toSession(await refresh(body.refreshToken)))
    const token = readCookie(request, cookieNames.refresh)
    if (!token) throw new ProblemError('unauthenticated', 'There is no refresh token in this request.')
    return toCookies(await refresh(token))
  },
})

export const postSignOut = defineRoute({
  method: 'POST',
  path: '/api/auth/sign-out',
  summary: 'End the session of a refresh token, or else of the caller, by bearer token before cookie',
  access: 'known',
  body: refreshRequest.optional(),
  answers: { 204: { description: 'The session is over' } },
  problems: ['bad_request'],
  handle: async ({ body, caller, request }, { signOut }) => {
    if (body?.refreshToken) await signOut({ token: body.refreshToken })
    else if (!request.headers.has('authorization')) return signOutOfCookies(request, caller, signOut)
    else if (caller) await signOut(caller)
    return noContent()
  },
})

export const getMe = defineRoute({
  method: 'GET',
  path: '/api/auth/me',
  summary: 'Who is calling, and what they may do where',
  access: 'signed-in',
  answers: { 200: { description: 'The account and its roles now', schema: me } },
  problems: ['unauthenticated'],
  handle: async ({ caller }, { findRoles, findContractRolesOf }) => {
    const roles = await findRoles(caller)
    const contractRoles = await findContractRolesOf(caller.address)
    return json({
      address: caller.address,
      roles: roles.flatMap(withEventId),
      contractRoles: contractRoles.flatMap(withEventId),
    })
  },
})

/** A role as the API answers it; none of a key that is no event's. */
function withEventId<Role extends string>({
  eventKey,
  role,
}: {
  readonly eventKey: Uint8Array
  readonly role: Role
}) {
  const event = eventOfKey(eventKey)
  return event ? [{ eventId: formatEventId(event), role }] : []
}

/** The browser forgets its cookies also when their session is over already. */
async function signOutOfCookies(request: Request, caller: Caller | undefined, signOut: SignOut) {
  const token = readCookie(request, cookieNames.refresh)
  if (token) await signOut({ token })
  else if (caller) await signOut(caller)
  return withCookies(noContent(), [
    writeCookie(cookieNames.access, undefined),
    writeCookie(cookieNames.refresh, undefined),
  ])
}

function toNonce({ nonce, expiresAt }: { nonce: string; expiresAt: Date }) {
  return { nonce, expiresAt: expiresAt.toISOString() }
}

function toSession(signedIn: SignedIn): Session {
  return {
    ...signedIn,
    accessTokenExpiresAt: signedIn.accessTokenExpiresAt.toISOString(),
    refreshTokenExpiresAt: signedIn.refreshTokenExpiresAt.toISOString(),
  }
}

function toCookies(signedIn: SignedIn): Response {
  const { accessToken, refreshToken, ...rest } = toSession(signedIn)
  return withCookies(json(rest), [
    writeCookie(cookieNames.access, accessToken, signedIn.accessTokenExpiresAt),
    writeCookie(cookieNames.refresh, refreshToken, signedIn.refreshTokenExpiresAt),
  ])
}

function withCookies(response: Response, cookies: readonly string[]): Response {
  for (const cookie of cookies) response.headers.append('set-cookie', cookie)
  return response
}
