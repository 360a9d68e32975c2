import type { Database } from '#prisma/client.ts'
import { formatRandomBits, toHex } from '../bytes.ts'
import { ProblemError } from '../http/problem.ts'
import type { AccessTokens } from './access-token.ts'
import { hashToken, refreshGraceSeconds, refreshTokenSeconds, succeedRefreshToken } from './refresh-token.ts'
import type { SignedIn } from './sign-in.ts'
import { isShiftOver } from './standing.ts'

export type Refresh = (token: string) => Promise<SignedIn>

type Ports = {
  readonly db: Database
  readonly tokens: AccessTokens
  /** of this purpose alone */
  readonly secret: Uint8Array
  readonly now: () => Date
}

/**
 * Exchanges a refresh token for its successor and a new access token.
 *
 * The token just replaced is good for 60 s more and yields the same successor; used after that, somebody holds a copy,
 * and the whole session ends.
 * @throws ProblemError `unauthenticated` (unknown, expired, session or shift over), `refresh_reused`
 */
export function createRefresh({ db, tokens, secret, now }: Ports): Refresh {
  return async (token) => {
    const at = now()
    const row = await db.refreshToken.findUnique({ where: { tokenHash: hashToken(token) } })
    const session = row && (await db.session.findUnique({ where: { sessionId: row.sessionId } }))
    if (!row || !session || session.endedAt) throw signInAgain('This session is over.')
    if (row.replacedAt && !(at.getTime() - row.replacedAt.getTime() <= refreshGraceSeconds * 1000)) {
      await endSession(db, row.sessionId, 'refresh_reused', at)
      throw new ProblemError(
        'refresh_reused',
        'This token was exchanged before, so the session has been ended.',
      )
    }
    if (!(at < row.expiresAt && at < session.expiresAt)) throw signInAgain('This session has expired.')
    if (await isShiftOver(db, session, at)) throw signInAgain('This shift has lasted 12 hours.')

    const refreshToken = succeedRefreshToken(token, secret)
    const refreshTokenExpiresAt = await replaceToken(db, token, refreshToken, session, at)
    const caller = {
      address: toHex(session.address),
      sessionId: row.sessionId,
      deviceId: formatRandomBits(session.deviceId),
      signedInAt: session.created,
    }
    const access = await tokens.sign(caller, at)
    return {
      address: caller.address,
      accessToken: access.token,
      accessTokenExpiresAt: access.expiresAt,
      refreshToken,
      refreshTokenExpiresAt,
    }
  }
}

/**
 * Ends the session that a refresh token or the caller's own access token names; its tokens stop working at once.
 * A refresh token that is none of ours ends nothing, and nobody is told.
 */
export type SignOut = (by: { readonly token: string } | { readonly sessionId: string }) => Promise<void>

export function createSignOut({ db, now }: Pick<Ports, 'db' | 'now'>): SignOut {
  return async (by) => {
    const named =
      'token' in by ? await db.refreshToken.findUnique({ where: { tokenHash: hashToken(by.token) } }) : by
    if (named) await endSession(db, named.sessionId, 'signed_out', now())
  }
}

/** Of two requests with the same token both come here with the same successor, and the second changes nothing. */
async function replaceToken(
  db: Database,
  token: string,
  successor: string,
  session: { readonly sessionId: string; readonly expiresAt: Date },
  at: Date,
): Promise<Date> {
  const expiresAt = new Date(Math.min(at.getTime() + refreshTokenSeconds * 1000, session.expiresAt.getTime()))
  const tokenHash = hashToken(successor)
  await db.$transaction([
    db.refreshToken.updateMany({
      where: { tokenHash: hashToken(token), replacedAt: null },
      data: { replacedAt: at },
    }),
    db.refreshToken.createMany({
      data: [{ tokenHash, sessionId: session.sessionId, created: at, expiresAt }],
      skipDuplicates: true,
    }),
  ])
  return (await db.refreshToken.findUniqueOrThrow({ where: { tokenHash } })).expiresAt
}

async function endSession(
  db: Database,
  sessionId: string,
  endReason: 'signed_out' | 'refresh_reused',
  at: Date,
): Promise<void> {
  await db.session.updateMany({ where: { sessionId, endedAt: null }, data: { endedAt: at, endReason } })
}

function signInAgain(why: string): ProblemError {
  return new ProblemError('unauthenticated', `${why} Sign in again.`)
}
