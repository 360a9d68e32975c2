import { randomBytes, randomUUID } from 'node:crypto'
import { type Address, type Hex, hashMessage } from 'viem'
import { isPublishedAccount } from '#core/chain/published-accounts.ts'
import type { Database } from '#prisma/client.ts'
import { formatRandomBits, parseRandomBits, toBytes } from '../bytes.ts'
import type { VerifyWalletSignature } from '../chain/wallet-signature.ts'
import { ProblemError } from '../http/problem.ts'
import type { AccessTokens } from './access-token.ts'
import type { Caller } from './caller.ts'
import { useNonce } from './issue-nonce.ts'
import { hashToken, makeRefreshToken, refreshTokenSeconds } from './refresh-token.ts'
import { readNonce, readSignInMessage, type Site } from './sign-in-message.ts'

/** No session outlives this, however often it is refreshed. */
const sessionSeconds = 30 * 24 * 3600

export type SignIn = (request: {
  readonly message: string
  readonly signature: Hex
  /** undefined: one is made for this session */
  readonly deviceId: string | undefined
  /** the value of the browser's binding cookie; undefined for a device */
  readonly browser: string | undefined
}) => Promise<SignedIn>

export type SignedIn = {
  readonly address: Address
  readonly accessToken: string
  readonly accessTokenExpiresAt: Date
  readonly refreshToken: string
  readonly refreshTokenExpiresAt: Date
}

type Ports = {
  readonly db: Database
  readonly tokens: AccessTokens
  readonly verifySignature: VerifyWalletSignature
  readonly site: Site
  /** only on a local chain that we started ourselves */
  readonly mayBePublished: boolean
  readonly now: () => Date
}

/**
 * Signs an account in with Ethereum (EIP-4361) and starts a session.
 *
 * The nonce is used up before anything else is looked at, so one nonce buys one try: both the message and its signature
 * cost far more to check than to send.
 * @throws ProblemError `bad_request`, `unauthenticated` (message, nonce), `forbidden` (published account),
 * `signature_invalid` (401), `unavailable` (a smart account while the chain does not answer)
 */
export function createSignIn({ db, tokens, verifySignature, site, mayBePublished, now }: Ports): SignIn {
  return async ({ message, signature, deviceId, browser }) => {
    const nonce = readNonce(message)
    if (!(await useNonce(db, nonce, browser, now()))) {
      throw new ProblemError(
        'unauthenticated',
        'This nonce is not one of ours, used, or too old: ask for another.',
      )
    }
    const { address, nonce: signed } = readSignInMessage(message, site, now())
    if (signed !== nonce) throw new ProblemError('bad_request', 'The message names two nonces.')
    if (!mayBePublished && isPublishedAccount(address)) {
      throw new ProblemError('forbidden', 'Everybody knows this account’s key.')
    }
    if (!(await verifySignature(address, hashMessage(message), signature))) {
      throw new ProblemError('signature_invalid', `This is no signature of ${address} over the message.`, {
        status: 401,
      })
    }
    const caller: Caller = {
      address,
      sessionId: randomUUID(),
      deviceId: formatRandomBits(deviceId === undefined ? randomBytes(16) : parseRandomBits(deviceId)),
      signedInAt: now(),
    }
    return startSession(db, tokens, caller)
  }
}

async function startSession(db: Database, tokens: AccessTokens, caller: Caller): Promise<SignedIn> {
  const { address, sessionId, deviceId, signedInAt } = caller
  const after = (seconds: number) => new Date(signedInAt.getTime() + seconds * 1000)
  const refreshToken = makeRefreshToken()
  const refreshTokenExpiresAt = after(refreshTokenSeconds)
  await db.$transaction([
    db.session.create({
      data: {
        sessionId,
        address: toBytes(address),
        deviceId: parseRandomBits(deviceId),
        created: signedInAt,
        expiresAt: after(sessionSeconds),
      },
    }),
    db.refreshToken.create({
      data: {
        tokenHash: hashToken(refreshToken),
        sessionId,
        created: signedInAt,
        expiresAt: refreshTokenExpiresAt,
      },
    }),
  ])
  const access = await tokens.sign(caller, signedInAt)
  return {
    address,
    accessToken: access.token,
    accessTokenExpiresAt: access.expiresAt,
    refreshToken,
    refreshTokenExpiresAt,
  }
}
