import { randomBytes } from 'node:crypto'
import type { Database } from '#prisma/client.ts'
import { hashToken } from './refresh-token.ts'

export const signInNonceSeconds = 5 * 60

export type IssuedNonce = { readonly nonce: string; readonly expiresAt: Date }

/**
 * Issues a nonce for one sign-in.
 * @param browser the value of the browser's binding cookie; undefined for a device, which has none
 */
export type IssueNonce = (browser: string | undefined) => Promise<IssuedNonce>

type Ports = { readonly db: Database; readonly now: () => Date }

export function createIssueNonce({ db, now }: Ports): IssueNonce {
  return async (browser) => {
    const nonce = randomBytes(16).toString('hex')
    const expiresAt = new Date(now().getTime() + signInNonceSeconds * 1000)
    await db.signinNonce.create({
      data: { nonceHash: hashToken(nonce), browserHash: browser ? hashToken(browser) : null, expiresAt },
    })
    return { nonce, expiresAt }
  }
}

/**
 * Uses a nonce up, for the browser that asked for it.
 *
 * One statement: of two sign-ins with the same nonce one finds it unused.
 * @returns whether it was ours, unused, in time and of this browser
 */
export async function useNonce(
  db: Database,
  nonce: string,
  browser: string | undefined,
  now: Date,
): Promise<boolean> {
  const { count } = await db.signinNonce.updateMany({
    where: {
      nonceHash: hashToken(nonce),
      browserHash: browser ? hashToken(browser) : null,
      usedAt: null,
      expiresAt: { gt: now },
    },
    data: { usedAt: now },
  })
  return count === 1
}
